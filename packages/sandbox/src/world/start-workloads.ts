import { numberAt, objectAt } from '../api-server/json.ts';
import type { KubeObject } from '../api-server/kube-object.ts';
import { followObjects, objectKey } from './follow-objects.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';
import { createRandom, hash, type Random } from './seeded-random.ts';
import { deploymentKeyOf, isReady, labelsOf, toPod, toTemplateHash } from './workload-objects.ts';

const DEPLOYMENTS = '/apis/apps/v1/deployments';
const PODS = '/api/v1/pods';

/**
 * Deployments → ReplicaSets → Pods, as far as this world needs them: one ReplicaSet per pod template, pods made and
 * bound to a node, and on a new template the new pods first, then the old ones away. Ends when disposed.
 */
export function startWorkloads({
  client,
  nodes,
  seed,
}: {
  client: KubeClient;
  nodes: readonly string[];
  seed: number;
}): AsyncDisposable {
  const stopping = new AbortController();
  const call = { signal: stopping.signal };
  const random = createRandom(seed, `pods/${nodes[0] ?? ''}`);
  const deployments = new Map<string, KubeObject>();
  const pods = new Map<string, KubeObject>();
  const queue = createKeyedQueue(
    async (key) => {
      const deployment = deployments.get(key);
      if (deployment) await reconcile(deployment, { client, pods, nodes, random, signal: stopping.signal });
      else await removeOrphans(key, { client, pods, signal: stopping.signal });
    },
    { signal: stopping.signal, maxRetries: Infinity },
  );

  const followDeployments = async () => {
    for await (const { type, object } of followObjects(client, DEPLOYMENTS, call)) {
      const key = objectKey(object);
      const before = deployments.get(key);
      if (type === 'DELETED') deployments.delete(key);
      else deployments.set(key, object);
      if (type !== 'MODIFIED' || before?.metadata.generation !== object.metadata.generation) queue.add(key);
    }
  };
  const followPods = async () => {
    for await (const { type, object } of followObjects(client, PODS, call)) {
      if (type === 'DELETED') pods.delete(objectKey(object));
      else pods.set(objectKey(object), object);
      const owner = deploymentKeyOf(object);
      if (owner) queue.add(owner);
    }
  };
  const following = Promise.all([followDeployments(), followPods()]);

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
      await queue.idle();
    },
  };
}

interface World {
  client: KubeClient;
  pods: Map<string, KubeObject>;
  signal: AbortSignal;
}

async function reconcile(
  deployment: KubeObject,
  { client, pods, nodes, random, signal }: World & { nodes: readonly string[]; random: Random },
): Promise<void> {
  const { name = '', namespace = '' } = deployment.metadata;
  const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const template = objectAt(deployment, 'spec', 'template') ?? {};
  const templateHash = toTemplateHash(template);
  const replicaSet = await ensureReplicaSet(deployment, { client, signal, template, templateHash, wanted });

  const owned = [...pods.values()].filter((pod) => deploymentKeyOf(pod) === `${namespace}/${name}`);
  const living = owned.filter((pod) => !pod.metadata.deletionTimestamp);
  const isCurrent = (pod: KubeObject) => pod.metadata.labels?.['pod-template-hash'] === templateHash;
  const current = living.filter(isCurrent);
  for (let count = current.length; count < wanted; count += 1) {
    const pod = toPod({ template, replicaSet, random, node: nodes[hash(name) % nodes.length] ?? '' });
    const created = await client.create(`/api/v1/namespaces/${namespace}/pods`, pod, { signal });
    pods.set(objectKey(created), created);
  }
  const available = current.filter(isReady).length;
  const surplus = [
    ...current.slice(wanted),
    ...(available >= wanted ? living.filter((pod) => !isCurrent(pod)) : []),
  ];
  for (const pod of surplus) await removePod(client, pod, signal);

  const status = {
    observedGeneration: deployment.metadata.generation ?? 1,
    replicas: current.length || wanted,
    updatedReplicas: current.length || wanted,
    readyReplicas: available,
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available) || null,
    conditions: [
      {
        type: 'Available',
        status: available >= wanted ? 'True' : 'False',
        reason: available >= wanted ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
        message: `Deployment ${available >= wanted ? 'has' : 'does not have'} minimum availability.`,
      },
    ],
  };
  await client.mergePatch(
    `/apis/apps/v1/namespaces/${namespace}/deployments/${name}/status`,
    { status },
    { signal },
  );
}

async function ensureReplicaSet(
  deployment: KubeObject,
  {
    client,
    signal,
    template,
    templateHash,
    wanted,
  }: { client: KubeClient; signal: AbortSignal; template: object; templateHash: string; wanted: number },
): Promise<KubeObject> {
  const { name = '', namespace = '', uid = '' } = deployment.metadata;
  const collection = `/apis/apps/v1/namespaces/${namespace}/replicasets`;
  const setName = `${name}-${templateHash}`;
  const found = await client.get(`${collection}/${setName}`, { signal }).catch((error: unknown) => {
    if (isKubeError(error, 404)) return undefined;
    throw error;
  });
  if (found) return found;
  const labels = { ...labelsOf(template), 'pod-template-hash': templateHash };
  return client.create(
    collection,
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: setName,
        namespace,
        labels,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name,
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas: wanted,
        selector: { matchLabels: labels },
        template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels } },
      },
    },
    { signal },
  );
}

async function removeOrphans(key: string, { client, pods, signal }: World): Promise<void> {
  for (const pod of pods.values()) {
    if (deploymentKeyOf(pod) === key && !pod.metadata.deletionTimestamp) await removePod(client, pod, signal);
  }
}

async function removePod(client: KubeClient, { metadata }: KubeObject, signal: AbortSignal): Promise<void> {
  await client
    .delete(`/api/v1/namespaces/${metadata.namespace ?? ''}/pods/${metadata.name ?? ''}`, { signal })
    .catch((error: unknown) => {
      if (!isKubeError(error, 404)) throw error;
    });
}
