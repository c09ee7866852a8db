import type { ApiState } from '../api-state.ts';
import { numberAt, stringAt, type JsonObject } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import { preconditionFailed } from '../status.ts';
import { countsGenerations } from './generation.ts';
import { toTimestamp } from './prepare-new.ts';

export interface DeleteOptions {
  dryRun: boolean;
  gracePeriodSeconds?: number;
  propagation?: string;
  preconditions?: JsonObject;
}

export type Deletion =
  | { state: 'gone'; object: StoredObject }
  | { state: 'terminating'; object: StoredObject };

const DEFAULT_GRACE_SECONDS = 30;

/** Deletes an object, or marks it where finalizers, a kubelet or a namespace's content must go first. Throws 409. */
export function deleteObject(
  state: ApiState,
  type: ResourceType,
  input: { current: StoredObject; options: DeleteOptions },
): Deletion {
  const { current, options } = input;
  assertPreconditions(type, current, options.preconditions);
  const { finalizers = [], namespace, name } = current.metadata;
  const foreground =
    options.propagation === 'Foreground' && !finalizers.includes('foregroundDeletion')
      ? ['foregroundDeletion']
      : [];
  const orphan = options.propagation === 'Orphan' && !finalizers.includes('orphan') ? ['orphan'] : [];
  const waitsFor = [...finalizers, ...foreground, ...orphan];
  const grace = toGrace(type, current, options);

  if (waitsFor.length === 0 && grace === 0 && !isNamespace(type)) {
    const object = options.dryRun ? current : (state.store.remove(type, namespace, name) ?? current);
    return { state: 'gone', object };
  }
  const isShorter = grace < (current.metadata.deletionGracePeriodSeconds ?? Infinity);
  if (current.metadata.deletionTimestamp !== undefined && !isShorter)
    return { state: 'terminating', object: current };
  const marked = mark(state, type, { current, grace, finalizers: waitsFor });
  return { state: 'terminating', object: options.dryRun ? marked : state.store.put(type, marked) };
}

function mark(
  state: ApiState,
  type: ResourceType,
  { current, grace, finalizers }: { current: StoredObject; grace: number; finalizers: string[] },
): StoredObject {
  const { generation } = current.metadata;
  return {
    ...current,
    metadata: {
      ...current.metadata,
      deletionTimestamp: toTimestamp(new Date(state.clock.now().getTime() + grace * 1000)),
      ...(isNamespace(type) ? {} : { deletionGracePeriodSeconds: grace }),
      ...(finalizers.length === 0 ? {} : { finalizers }),
      ...(countsGenerations(type, state.version) && generation !== undefined
        ? { generation: generation + 1 }
        : {}),
    },
    ...(isNamespace(type)
      ? {
          status: {
            ...(typeof current['status'] === 'object' ? current['status'] : {}),
            phase: 'Terminating',
          },
        }
      : {}),
  };
}

function isNamespace(type: ResourceType): boolean {
  return type.group === '' && type.plural === 'namespaces';
}

/** Only a pod on a node is deleted gracefully: its kubelet finishes with a delete of gracePeriodSeconds 0. */
function toGrace(type: ResourceType, current: StoredObject, options: DeleteOptions): number {
  if (type.group !== '' || type.plural !== 'pods' || stringAt(current, 'spec', 'nodeName') === undefined)
    return 0;
  const phase = stringAt(current, 'status', 'phase');
  if (phase === 'Succeeded' || phase === 'Failed') return 0;
  return (
    options.gracePeriodSeconds ??
    numberAt(current, 'spec', 'terminationGracePeriodSeconds') ??
    DEFAULT_GRACE_SECONDS
  );
}

function assertPreconditions(
  type: ResourceType,
  current: StoredObject,
  preconditions: JsonObject | undefined,
): void {
  const { uid, resourceVersion, name } = current.metadata;
  const wantedUid = stringAt(preconditions, 'uid');
  if (wantedUid !== undefined && wantedUid !== uid) {
    throw preconditionFailed(
      type,
      name,
      `the UID in the precondition (${wantedUid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  const wantedVersion = stringAt(preconditions, 'resourceVersion');
  if (wantedVersion !== undefined && wantedVersion !== resourceVersion) {
    throw preconditionFailed(
      type,
      name,
      `the ResourceVersion in the precondition (${wantedVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}
