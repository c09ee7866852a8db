import { isDeepStrictEqual } from 'node:util';
import type { ApiState } from '../api-state.ts';
import type { Manager } from '../apply/managers.ts';
import { trackUpdate } from '../apply/track-update.ts';
import type { KubeObject, ManagedFieldsEntry, StoredObject } from '../kube-object.ts';
import { apiVersionOf, hasStatusSubresource, type ResourceType } from '../resource-type.ts';
import { invalid, staleVersion, StatusError } from '../status.ts';
import { countsGenerations, isNewGeneration } from './generation.ts';
import { validateNodePorts, withNodePorts } from './node-ports.ts';
import { prepareChanged, prepareStatus, toTimestamp } from './prepare-new.ts';
import { validateChange } from './validate-change.ts';
import { validateObject } from './validate-object.ts';
import type { WriteOptions } from './write-options.ts';

const TELLS_SUBRESOURCE_FROM_MINOR = 22;

/** Replaces an object by the rules of its type; a write that changes nothing is no write. Throws 409 or 422. */
export function updateObject(
  state: ApiState,
  type: ResourceType,
  input: {
    current: StoredObject;
    desired: KubeObject;
    options: WriteOptions;
    managedFields?: ManagedFieldsEntry[];
  },
): StoredObject {
  const { current, desired, options } = input;
  assertSameObject(type, current, desired);
  const given = toNext(type, { current, desired, subresource: options.subresource });
  const next = withNodePorts(state.store, type, { object: given, before: current });
  const causes = [
    ...validateObject(next, type, state.version),
    ...validateChange(current, next, type),
    ...validateNodePorts(state.store, type, { object: next, before: current }),
  ];
  if (causes.length > 0) throw invalid(type, current.metadata.name, causes);
  const ownership = input.managedFields ?? givenOwnership(current, desired);
  if (
    isUnchanged(current, next) &&
    (ownership === undefined || isDeepStrictEqual(ownership, current.metadata.managedFields))
  )
    return current;

  const managedFields =
    ownership ??
    trackUpdate(type, {
      before: current,
      after: next,
      by: toManager(state, type, options),
      now: toTimestamp(state.clock.now()),
    });
  const isNew = countsGenerations(type, state.version) && isNewGeneration(current, next, type);
  const stored: StoredObject = {
    ...next,
    metadata: {
      ...next.metadata,
      managedFields,
      ...(isNew ? { generation: (current.metadata.generation ?? 0) + 1 } : {}),
    },
  };
  if (options.dryRun) return stored;
  return commit(state, type, stored);
}

/** Stores an object, or removes it when it only waited for its last finalizer. */
export function commit(state: ApiState, type: ResourceType, object: StoredObject): StoredObject {
  const { deletionTimestamp, finalizers = [], namespace, name, deletionGracePeriodSeconds } = object.metadata;
  const isWaiting = (deletionGracePeriodSeconds ?? 0) > 0 || type.plural === 'namespaces';
  if (deletionTimestamp === undefined || finalizers.length > 0 || isWaiting)
    return state.store.put(type, object);
  return state.store.remove(type, namespace, name) ?? object;
}

function assertSameObject(type: ResourceType, current: StoredObject, desired: KubeObject): void {
  const { resourceVersion = '', uid = '' } = desired.metadata;
  if (uid !== '' && uid !== current.metadata.uid) {
    throw new StatusError(409, {
      message: `Operation cannot be fulfilled on ${type.plural}${type.group === '' ? '' : `.${type.group}`} "${current.metadata.name}": StorageError: invalid object, Code: 4, Key: , ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
      reason: 'Conflict',
      details: {
        name: current.metadata.name,
        ...(type.group === '' ? {} : { group: type.group }),
        kind: type.plural,
      },
    });
  }
  if (resourceVersion !== '' && resourceVersion !== current.metadata.resourceVersion)
    throw staleVersion(type, current.metadata.name);
}

function toNext(
  type: ResourceType,
  {
    current,
    desired,
    subresource,
  }: { current: StoredObject; desired: KubeObject; subresource: string | undefined },
): StoredObject {
  if (subresource === 'status') {
    const { status: _status, ...rest } = current;
    return {
      ...rest,
      apiVersion: current.apiVersion,
      kind: current.kind,
      metadata: current.metadata,
      ...('status' in desired ? { status: prepareStatus(type, { current, desired }) } : {}),
    };
  }
  const { deletionTimestamp, generation, uid, creationTimestamp, resourceVersion, name, managedFields } =
    current.metadata;
  const { deletionTimestamp: _d, generation: _g, managedFields: _m, ...given } = desired.metadata;
  const prepared = prepareChanged(desired, type);
  const next: StoredObject = {
    ...prepared,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: {
      ...given,
      name,
      ...(current.metadata.namespace === undefined ? {} : { namespace: current.metadata.namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
      ...(generation === undefined ? {} : { generation }),
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
      ...(managedFields === undefined ? {} : { managedFields }),
    },
  };
  if (!hasStatusSubresource(type)) return next;
  const { status: _status, ...rest } = next;
  return {
    ...rest,
    apiVersion: next.apiVersion,
    kind: next.kind,
    metadata: next.metadata,
    ...('status' in current ? { status: current['status'] } : {}),
  };
}

function isUnchanged(before: StoredObject, after: StoredObject): boolean {
  const { managedFields: _a, ...left } = before.metadata;
  const { managedFields: _b, ...right } = after.metadata;
  return isDeepStrictEqual({ ...before, metadata: left }, { ...after, metadata: right });
}

function toManager(
  { version }: ApiState,
  type: ResourceType,
  { manager, subresource }: WriteOptions,
): Manager {
  const isTold = subresource !== undefined && version.minorNumber >= TELLS_SUBRESOURCE_FROM_MINOR;
  return {
    manager,
    operation: 'Update',
    apiVersion: apiVersionOf(type),
    ...(isTold ? { subresource } : {}),
  };
}

/** Ownership a client writes itself, as kubectl does when it moves an object from client-side to server-side apply. */
function givenOwnership(current: StoredObject, desired: KubeObject): ManagedFieldsEntry[] | undefined {
  const { managedFields } = desired.metadata;
  const isGiven =
    managedFields !== undefined &&
    managedFields.length > 0 &&
    !isDeepStrictEqual(managedFields, current.metadata.managedFields);
  return isGiven &&
    isUnchanged(current, { ...current, ...desired, metadata: { ...current.metadata, ...desired.metadata } })
    ? managedFields
    : undefined;
}
