import { deleteAdmitted, updateAdmitted } from '../admission/admitted-writes.ts';
import { answerJson, answerStatus } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { isObject, numberAt, objectAt, stringAt, type JsonObject } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import { readBody, readObject } from '../read-body.ts';
import { toRepresentation } from '../representation.ts';
import type { ResourceType } from '../resource-type.ts';
import { admitFields } from '../schema/admit-fields.ts';
import { badRequest, detailsOf, invalid, notFound, success, type StatusError } from '../status.ts';
import type { DeleteOptions } from '../writes/delete-object.ts';
import { toDryRun, toWriteOptions } from '../writes/write-options.ts';

// A delete of these answers with the object even when it is gone at once; others answer with a Status.
const ANSWERED_WITH_OBJECT = new Set([
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'resourcequotas',
  'serviceaccounts',
  'services',
]);

const DECIMAL_FROM_MINOR = 37;

/** The object a request names; throws 404. */
export function findItem(state: ApiState, { type, target }: ResourceRequest): StoredObject {
  const name = target.name ?? '';
  const found = state.store.get(type, type.namespaced ? target.namespace : undefined, name);
  if (found === undefined) throw notFound(type, name);
  return found;
}

export async function getItem(state: ApiState, request: ResourceRequest): Promise<void> {
  await answerJson(request.response, 200, toRepresentation(state, request).one(findItem(state, request)));
}

/** PUT on an item or on its status. */
export async function replaceItem(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, message, response } = request;
  const options = {
    ...toWriteOptions(request, 'UpdateOptions'),
    ...(target.subresource === undefined ? {} : { subresource: target.subresource }),
  };
  const desired = admitFields(state, request, await readObject(message, type));
  const name = desired.metadata.name ?? '';
  if (name !== '' && name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name ?? ''})`,
    );
  }
  if (type.custom !== undefined && (desired.metadata.resourceVersion ?? '') === '')
    throw unconditional(state, type, target.name ?? '');
  const updated = await updateAdmitted(state, request, () => ({
    current: findItem(state, request),
    desired,
    options,
  }));
  await answerJson(response, 200, toRepresentation(state, request).one(updated));
}

/** Custom resources are never replaced unseen; the message names the resource where others name the kind. */
function unconditional({ version }: ApiState, { group, plural }: ResourceType, name: string): StatusError {
  const none = version.minorNumber < DECIMAL_FROM_MINOR ? '0x0' : '0';
  const message = `Invalid value: ${none}: must be specified for an update`;
  return invalid({ group, kind: plural }, name, [
    { reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' },
  ]);
}

export async function deleteItem(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, response } = request;
  const options = await readDeleteOptions(request);
  const deletion = await deleteAdmitted(state, request, { find: () => findItem(state, request), options });
  if (deletion.state === 'terminating' || (type.group === '' && ANSWERED_WITH_OBJECT.has(type.plural))) {
    await answerJson(response, 200, toRepresentation(state, request).one(deletion.object));
    return;
  }
  answerStatus(
    response,
    success({
      ...detailsOf(type, type.plural, deletion.object.metadata.name),
      uid: deletion.object.metadata.uid,
    }),
  );
}

/** Delete options come in the body, in the query, or both. */
export async function readDeleteOptions({ message, query }: ResourceRequest): Promise<DeleteOptions> {
  const text = await readBody(message);
  const body = parseOptions(text);
  const grace = numberAt(body, 'gracePeriodSeconds') ?? toNumber(query.get('gracePeriodSeconds'));
  const orphan = body['orphanDependents'] === true ? 'Orphan' : undefined;
  const propagation = stringAt(body, 'propagationPolicy') ?? query.get('propagationPolicy') ?? orphan;
  const preconditions = objectAt(body, 'preconditions');
  const dryRun = [
    ...query.getAll('dryRun'),
    ...(Array.isArray(body['dryRun']) ? body['dryRun'].map(String) : []),
  ];
  return {
    dryRun: toDryRun(dryRun, 'DeleteOptions'),
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(propagation === undefined ? {} : { propagation }),
    ...(preconditions === undefined ? {} : { preconditions }),
  };
}

function parseOptions(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    throw badRequest('error decoding DeleteOptions: not JSON');
  }
}

function toNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
