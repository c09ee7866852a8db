import type { ApiState } from '../api-state.ts';
import { stringAt } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import { createObject } from '../writes/create-object.ts';
import { deleteObject } from '../writes/delete-object.ts';

const NAMESPACES = { group: '', plural: 'namespaces' };
const OPTIONS = { dryRun: false, manager: 'kube-controller-manager' };

const DESCRIBED_FROM_MINOR = 21;
const CA_DESCRIPTION = {
  'kubernetes.io/description':
    'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
};

/** Gives a namespace its default service account and the cluster's CA. */
export function furnishNamespace(state: ApiState, { metadata: { name } }: StoredObject): void {
  if (stringAt(state.store.get(NAMESPACES, undefined, name), 'status', 'phase') !== 'Active') return;
  ensure(state, 'serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: name },
  });
  ensure(state, 'configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'kube-root-ca.crt',
      namespace: name,
      ...(state.version.minorNumber < DESCRIBED_FROM_MINOR ? {} : { annotations: CA_DESCRIPTION }),
    },
    data: { 'ca.crt': state.pki.caPem },
  });
}

function ensure(
  state: ApiState,
  plural: string,
  object: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace: string; annotations?: Record<string, string> };
    data?: object;
  },
): void {
  const type = state.catalog.find('', 'v1', plural);
  if (
    type === undefined ||
    state.store.get(type, object.metadata.namespace, object.metadata.name) !== undefined
  )
    return;
  createObject(state, type, { object, options: OPTIONS });
}

/** Deletes what a terminating namespace still holds; the empty namespace goes last. */
export function emptyNamespace(state: ApiState, name: string | undefined): void {
  const namespace = name === undefined ? undefined : state.store.get(NAMESPACES, undefined, name);
  if (name === undefined || namespace?.metadata.deletionTimestamp === undefined) return;
  for (const type of state.catalog.storages().filter(({ namespaced }) => namespaced)) {
    const content = state.store
      .list(type, name)
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    for (const current of content) deleteObject(state, type, { current, options: { dryRun: false } });
  }
  const isEmpty = state.catalog
    .storages()
    .every((type) => !type.namespaced || state.store.list(type, name).length === 0);
  if (isEmpty && (namespace.metadata.finalizers ?? []).length === 0)
    state.store.remove(NAMESPACES, undefined, name);
}
