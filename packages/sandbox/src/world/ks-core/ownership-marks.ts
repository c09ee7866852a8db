import type { KubeClient } from '../kube-client.ts';

const SYSTEM_NAMESPACE_PATH = '/api/v1/namespaces/kubesphere-system';
const NAME = 'cluster.kubesphere.io/name';
const HOST = 'cluster.kubesphere.io/host-cluster';

/** Says on the cluster's own namespace kubesphere-system what it is called and whose it is; 4.1 marks its host in the same way. */
export async function markOwned(
  client: KubeClient,
  { name, hostName, signal }: { name: string; hostName: string; signal: AbortSignal },
): Promise<void> {
  const { annotations = {} } = (await client.get(SYSTEM_NAMESPACE_PATH, { signal })).metadata;
  if (annotations[NAME] === name && annotations[HOST] === hostName) return;
  const marks = { [NAME]: name, [HOST]: hostName };
  await client.mergePatch(SYSTEM_NAMESPACE_PATH, { metadata: { annotations: marks } }, { signal });
}

/** Takes the marks off again. Everything else of ks-core stays. */
export async function unmarkOwned(client: KubeClient, { signal }: { signal: AbortSignal }): Promise<void> {
  const annotations = { [NAME]: null, [HOST]: null };
  await client.mergePatch(SYSTEM_NAMESPACE_PATH, { metadata: { annotations } }, { signal });
}
