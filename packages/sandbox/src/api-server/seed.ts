import { randomUUID } from 'node:crypto';
import { defaultRbac } from '../rbac/default-roles.ts';
import type { ApiState } from './api-state.ts';
import type { KubeObject } from './kube-object.ts';
import { createObject } from './writes/create-object.ts';

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const FIRST = ['Namespace', 'CustomResourceDefinition'];

/** Fills a fresh store with what every cluster has, then with the given objects, whose status is kept. */
export function seed(state: ApiState, objects: readonly KubeObject[]): void {
  const namespaces = SYSTEM_NAMESPACES.map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const given = objects.toSorted((a, b) => order(a) - order(b));
  const isGiven = (object: KubeObject) =>
    given.some(
      ({ kind, metadata }) =>
        kind === object.kind &&
        metadata.name === object.metadata.name &&
        metadata.namespace === object.metadata.namespace,
    );
  for (const object of [...namespaces, ...defaultRbac(state.version.minorNumber)].filter(
    (object) => !isGiven(object),
  ))
    seedOne(state, object, 'kube-apiserver');
  for (const object of given) seedOne(state, object, 'sandbox');
}

function order(object: KubeObject): number {
  const at = FIRST.indexOf(object.kind);
  return at === -1 ? FIRST.length : at;
}

function seedOne(state: ApiState, object: KubeObject, manager: string): void {
  const type = state.catalog.findByKind(object.apiVersion, object.kind);
  if (type === undefined) throw new Error(`seed: ${object.apiVersion} ${object.kind} is not served`);
  const metadata = type.namespaced
    ? { ...object.metadata, namespace: object.metadata.namespace ?? 'default' }
    : object.metadata;
  const created = createObject(state, type, {
    object: { ...object, metadata },
    options: { dryRun: true, manager },
  });
  const { creationTimestamp, uid } = object.metadata;
  state.store.put(type, {
    ...created,
    metadata: {
      ...created.metadata,
      uid: uid ?? randomUUID(),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    },
    ...('status' in object ? { status: object['status'] } : {}),
  });
}
