import type { ApiState } from '../api-state.ts';
import type { StoredObject } from '../kube-object.ts';
import type { StoreResource } from '../object-store.ts';
import type { ResourceType } from '../resource-type.ts';
import { deleteObject } from '../writes/delete-object.ts';
import { commit } from '../writes/update-object.ts';

/** Deletes the objects whose last owner is gone. */
export function collectDependents(state: ApiState, owner: StoredObject): void {
  for (const { type, object } of dependentsOf(state, owner)) {
    const others = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid);
    if (others.length === 0) deleteObject(state, type, { current: object, options: { dryRun: false } });
    else state.store.put(type, { ...object, metadata: { ...object.metadata, ownerReferences: others } });
  }
}

/** Serves the two finalizers of delete propagation: dependents first (foreground), or set free (orphan). */
export function releaseOwner(state: ApiState, resource: StoreResource, seen: StoredObject): void {
  const { namespace, name, uid } = seen.metadata;
  const owner = state.store.get(resource, namespace, name);
  const finalizers = owner?.metadata.finalizers ?? [];
  const type = state.catalog
    .storages()
    .find(({ group, plural }) => group === resource.group && plural === resource.plural);
  if (owner === undefined || type === undefined || owner.metadata.uid !== uid) return;
  const mode = finalizers.find((finalizer) => finalizer === 'foregroundDeletion' || finalizer === 'orphan');
  if (mode === undefined) return;
  if (mode === 'orphan') {
    for (const { type: of, object } of dependentsOf(state, owner)) {
      const ownerReferences = (object.metadata.ownerReferences ?? []).filter(
        (reference) => reference.uid !== uid,
      );
      state.store.put(of, { ...object, metadata: { ...object.metadata, ownerReferences } });
    }
  } else collectDependents(state, owner);
  const { finalizers: _finalizers, ...metadata } = owner.metadata;
  const left = finalizers.filter((finalizer) => finalizer !== mode);
  commit(state, type, {
    ...owner,
    metadata: { ...metadata, ...(left.length === 0 ? {} : { finalizers: left }) },
  });
}

function dependentsOf(state: ApiState, owner: StoredObject): { type: ResourceType; object: StoredObject }[] {
  return state.catalog.storages().flatMap((type) =>
    state.store
      .list(type)
      .filter(({ metadata }) =>
        (metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.metadata.uid),
      )
      .map((object) => ({ type, object })),
  );
}
