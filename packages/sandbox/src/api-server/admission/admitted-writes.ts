import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import type { JsonObject } from '../json.ts';
import type { KubeObject, ManagedFieldsEntry, StoredObject } from '../kube-object.ts';
import { prepareObject, storeNew, type CreateInput } from '../writes/create-object.ts';
import { deleteObject, type DeleteOptions, type Deletion } from '../writes/delete-object.ts';
import { updateObject } from '../writes/update-object.ts';
import type { WriteOptions } from '../writes/write-options.ts';
import type { AdmissionRequest, Operation } from './admission-request.ts';
import { assertAdmitted } from './assert-admitted.ts';
import { isSelected, webhooksFor, type Action, type WebhookCall } from './match-webhook.ts';

/** Creates an object that every webhook admits. Throws 404, 403, 409, 422, what a webhook refuses with, or 500. */
export async function createAdmitted(
  state: ApiState,
  request: ResourceRequest,
  input: CreateInput,
): Promise<StoredObject> {
  const { dryRun } = input.options;
  const object = prepareObject(state, request.type, input);
  const calls = webhooksFor(state, toAction(request, 'CREATE'));
  if (calls.length > 0) await ask(state, request, { calls, operation: 'CREATE', object, dryRun });
  return storeNew(state, request.type, { object, dryRun });
}

export interface UpdateInput {
  current: StoredObject;
  desired: KubeObject;
  options: WriteOptions;
  managedFields?: ManagedFieldsEntry[];
  /** How webhooks see the object, where the request is for a subresource with objects of its own. */
  show?: (object: StoredObject) => KubeObject;
}

/**
 * Changes an object in a way that every webhook admits. `make` reads what is stored and says what shall become of it;
 * it is asked anew when somebody else wrote while the webhooks thought.
 */
export async function updateAdmitted(
  state: ApiState,
  request: ResourceRequest,
  make: () => UpdateInput,
): Promise<StoredObject> {
  const { type } = request;
  for (;;) {
    const input = make();
    const { current, options, show = asItIs } = input;
    const calls = webhooksFor(state, toAction(request, 'UPDATE'));
    if (calls.length === 0) return updateObject(state, type, input);
    const next = updateObject(state, type, { ...input, options: { ...options, dryRun: true } });
    const seen = { object: show(next), oldObject: show(current), dryRun: options.dryRun };
    await ask(state, request, { calls, operation: 'UPDATE', ...seen });
    if (isStill(state, request, current)) return updateObject(state, type, input);
  }
}

/** Deletes an object as every webhook admits; `find` reads it, anew when somebody else wrote meanwhile. */
export async function deleteAdmitted(
  state: ApiState,
  request: ResourceRequest,
  { find, options }: { find: () => StoredObject; options: DeleteOptions },
): Promise<Deletion> {
  const { type } = request;
  for (;;) {
    const current = find();
    const calls = webhooksFor(state, toAction(request, 'DELETE'));
    if (calls.length === 0) return deleteObject(state, type, { current, options });
    const outcome = deleteObject(state, type, { current, options: { ...options, dryRun: true } });
    // What is on its way out already is not deleted once more.
    if (outcome.object === current && outcome.state === 'terminating') return outcome;
    await ask(state, request, { calls, operation: 'DELETE', oldObject: current, dryRun: options.dryRun });
    if (isStill(state, request, current)) return deleteObject(state, type, { current, options });
  }
}

interface Question {
  calls: readonly WebhookCall[];
  operation: Operation;
  object?: KubeObject;
  oldObject?: KubeObject;
  dryRun: boolean;
}

async function ask(state: ApiState, request: ResourceRequest, question: Question): Promise<void> {
  const admission = toAdmission(request, question);
  const calls = question.calls.filter(({ webhook }) => isSelected(state, webhook, admission));
  await assertAdmitted(state, calls, { request: admission, response: request.response });
}

function toAction({ type, target }: ResourceRequest, operation: Operation): Action {
  return { operation, type, subresource: target.subresource };
}

function asItIs(object: StoredObject): KubeObject {
  return object;
}

function isStill({ store }: ApiState, { type }: ResourceRequest, seen: StoredObject): boolean {
  const { namespace, name } = seen.metadata;
  return store.get(type, namespace, name) === seen;
}

const OPTIONS_KIND = { CREATE: 'CreateOptions', UPDATE: 'UpdateOptions', DELETE: 'DeleteOptions' } as const;

function toAdmission(request: ResourceRequest, question: Question): AdmissionRequest {
  const { type, user, query } = request;
  const { operation, object, oldObject, dryRun } = question;
  const { name, namespace } = (object ?? oldObject)?.metadata ?? {};
  const inNamespace = type.namespaced ? namespace : undefined;
  return {
    ...toAction(request, operation),
    // A namespace is said to be in itself.
    namespace: type.group === '' && type.plural === 'namespaces' ? name : inNamespace,
    name: name ?? '',
    object,
    oldObject,
    dryRun,
    options: toOptions(query, OPTIONS_KIND[operation], dryRun),
    user,
  };
}

function toOptions(query: URLSearchParams, kind: string, dryRun: boolean): JsonObject {
  const given = (key: string) => {
    const value = query.get(key) ?? '';
    return value === '' ? {} : { [key]: value };
  };
  return {
    kind,
    apiVersion: 'meta.k8s.io/v1',
    ...(dryRun ? { dryRun: ['All'] } : {}),
    ...(kind === 'DeleteOptions' ? {} : { ...given('fieldManager'), ...given('fieldValidation') }),
  };
}
