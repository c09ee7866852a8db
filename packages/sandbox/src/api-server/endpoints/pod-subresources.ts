import { answerJson, answerStatus } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { objectAt, parseJsonObject, stringAt } from '../json.ts';
import { readBody } from '../read-body.ts';
import { failure } from '../status.ts';
import { deleteObject } from '../writes/delete-object.ts';
import { updateObject } from '../writes/update-object.ts';
import { toDryRun, toWriteOptions } from '../writes/write-options.ts';
import { findItem } from './item.ts';

/** POST pods/NAME/eviction: a delete by another name (no disruption budgets here). */
export async function evictPod(state: ApiState, request: ResourceRequest): Promise<void> {
  await readBody(request.message);
  const dryRun = toDryRun(request.query.getAll('dryRun'), 'CreateOptions');
  deleteObject(state, request.type, { current: findItem(state, request), options: { dryRun } });
  await answerJson(request.response, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

/** POST pods/NAME/binding: what a scheduler does. */
export async function bindPod(state: ApiState, request: ResourceRequest): Promise<void> {
  const body = parseJsonObject(await readBody(request.message));
  const current = findItem(state, request);
  const nodeName = stringAt(body, 'target', 'name') ?? '';
  if (stringAt(current, 'spec', 'nodeName') !== undefined) {
    answerStatus(
      request.response,
      failure(409, {
        message: `Operation cannot be fulfilled on pods/binding "${current.metadata.name}": pod ${current.metadata.name} is already assigned to node`,
        reason: 'Conflict',
      }),
    );
    return;
  }
  const desired = { ...current, spec: { ...objectAt(current, 'spec'), nodeName } };
  updateObject(state, request.type, { current, desired, options: toWriteOptions(request, 'CreateOptions') });
  await answerJson(request.response, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}
