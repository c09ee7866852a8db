import type { ApiState } from '../api-state.ts';
import { stringAt } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import type { StoreEvent, StoreResource } from '../object-store.ts';
import { CRD_RESOURCE } from '../resource-catalog.ts';
import { StatusError } from '../status.ts';
import { collectDependents, releaseOwner } from './garbage-collector.ts';
import { emptyNamespace, furnishNamespace } from './namespace-controller.ts';
import { serveAccount, serveTokenSecret } from './token-controller.ts';

/**
 * The few controllers no cluster is without: namespace life cycle, garbage collection, service accounts and their tokens.
 * They react after the request that caused them has been answered, as real ones do.
 */
export function startControllers(state: ApiState): void {
  state.store.subscribeAll((resource, event) => {
    setImmediate(() => tryToReact(state, resource, event));
  });
}

/** Brings a freshly seeded store to rest before anybody asks. */
export function settle(state: ApiState): void {
  for (let before = 0; before !== state.store.revision;) {
    before = state.store.revision;
    for (const type of state.catalog.storages()) {
      for (const object of state.store.list(type))
        react(state, type, { type: 'ADDED', revision: before, object });
    }
  }
}

/** The objects of a resource go with its definition: one made again later begins empty. */
function removeCustomObjects(state: ApiState, definition: StoredObject): void {
  const resource = {
    group: stringAt(definition, 'spec', 'group') ?? '',
    plural: stringAt(definition, 'spec', 'names', 'plural') ?? '',
  };
  for (const { metadata } of state.store.list(resource))
    state.store.remove(resource, metadata.namespace, metadata.name);
}

function tryToReact(state: ApiState, resource: StoreResource, event: StoreEvent): void {
  try {
    react(state, resource, event);
  } catch (error) {
    // Refused, as when the namespace began to go in between: a real controller tries again and gives up the same way.
    if (!(error instanceof StatusError)) throw error;
  }
}

function react(state: ApiState, resource: StoreResource, event: StoreEvent): void {
  const { object } = event;
  const isTerminating = object.metadata.deletionTimestamp !== undefined;
  if (event.type === 'DELETED') {
    collectDependents(state, object);
    if (resource.plural === CRD_RESOURCE.plural && resource.group === CRD_RESOURCE.group)
      removeCustomObjects(state, object);
  } else if (isTerminating) releaseOwner(state, resource, object);
  if (resource.group !== '') {
    if (isTerminating) emptyNamespace(state, object.metadata.namespace);
    if (event.type === 'DELETED') emptyNamespace(state, object.metadata.namespace);
    return;
  }
  switch (resource.plural) {
    case 'namespaces':
      if (isTerminating) emptyNamespace(state, object.metadata.name);
      else if (event.type === 'ADDED') furnishNamespace(state, object);
      break;
    case 'serviceaccounts':
      serveAccount(state, event);
      break;
    case 'secrets':
      if (event.type !== 'DELETED') serveTokenSecret(state, object);
      break;
    default:
  }
  if (event.type === 'DELETED') emptyNamespace(state, object.metadata.namespace);
}
