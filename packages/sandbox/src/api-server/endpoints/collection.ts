import { createAdmitted } from '../admission/admitted-writes.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { readObject } from '../read-body.ts';
import { toRepresentation } from '../representation.ts';
import { admitFields } from '../schema/admit-fields.ts';
import { badRequest } from '../status.ts';
import { toWriteOptions } from '../writes/write-options.ts';

/** POST on a collection. */
export async function createInCollection(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, message, response } = request;
  const options = toWriteOptions(request, 'CreateOptions');
  const body = admitFields(state, request, await readObject(message, type));
  const given = body.metadata.namespace ?? '';
  if (given !== '' && given !== (target.namespace ?? '')) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const { namespace: _namespace, ...metadata } = body.metadata;
  const object = {
    ...body,
    metadata: { ...metadata, ...(target.namespace === undefined ? {} : { namespace: target.namespace }) },
  };
  const created = await createAdmitted(state, request, { object, options });
  await answerJson(response, 201, toRepresentation(state, request).one(created));
}
