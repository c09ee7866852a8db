import { isObject, listAt, objectAt } from '../api-server/json.ts';
import type { KubeObject } from '../api-server/kube-object.ts';
import { createRandom, NAME_ALPHABET, type Random } from './seeded-random.ts';

/** A pod of a ReplicaSet, bound to its node from the start: there is no scheduler here. */
export function toPod({
  template,
  replicaSet,
  random,
  node,
}: {
  template: object;
  replicaSet: KubeObject;
  random: Random;
  node: string;
}): object {
  const { name = '', namespace = '', uid = '', labels = {} } = replicaSet.metadata;
  const annotations = objectAt(template, 'metadata', 'annotations');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${random.text(5, NAME_ALPHABET)}`,
      generateName: `${name}-`,
      namespace,
      labels,
      ...(annotations ? { annotations } : {}),
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: { restartPolicy: 'Always', ...objectAt(template, 'spec'), nodeName: node },
  };
}

/** `namespace/deployment` of a pod that belongs to a ReplicaSet, else undefined. */
export function deploymentKeyOf({ metadata }: KubeObject): string | undefined {
  const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet');
  const templateHash = metadata.labels?.['pod-template-hash'];
  if (!owner || !templateHash) return undefined;
  return `${metadata.namespace ?? ''}/${owner.name.slice(0, -templateHash.length - 1)}`;
}

/** Whether the pod's condition Ready is True. */
export function isReady(pod: KubeObject): boolean {
  return listAt(pod, 'status', 'conditions').some(
    (condition) => isObject(condition) && condition['type'] === 'Ready' && condition['status'] === 'True',
  );
}

/** The labels of a pod template. */
export function labelsOf(template: object): Record<string, unknown> {
  return objectAt(template, 'metadata', 'labels') ?? {};
}

/** Ten letters that stand for a pod template. */
export function toTemplateHash(template: object): string {
  return createRandom(0, JSON.stringify(template)).text(10, NAME_ALPHABET);
}
