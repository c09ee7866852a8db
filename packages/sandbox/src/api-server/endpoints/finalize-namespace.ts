import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { listAt, objectAt } from '../json.ts';
import { readObject } from '../read-body.ts';
import { findItem } from './item.ts';

/** PUT namespaces/NAME/finalize: an emptied finalizer list ends a terminating namespace. */
export async function finalizeNamespace(state: ApiState, request: ResourceRequest): Promise<void> {
  const desired = await readObject(request.message, request.type);
  const current = findItem(state, request);
  const finalizers = listAt(desired, 'spec', 'finalizers');
  const next = { ...current, spec: { ...objectAt(current, 'spec'), finalizers } };
  const isOver = finalizers.length === 0 && current.metadata.deletionTimestamp !== undefined;
  const stored = isOver
    ? state.store.remove(request.type, undefined, current.metadata.name)
    : state.store.put(request.type, next);
  await answerJson(request.response, 200, stored ?? next);
}
