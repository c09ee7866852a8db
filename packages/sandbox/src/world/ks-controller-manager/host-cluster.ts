import type { KubeClient } from '../kube-client.ts';
import { toBase64, toKubeconfig } from '../kube-connection.ts';
import { isKubeError } from '../kube-error.ts';
import { PATHS } from '../resource-paths.ts';

export const HOST_LABEL = 'cluster-role.kubesphere.io/host';

/** Creates the Cluster that stands for the host itself, unless some Cluster carries the host's label. Up to 3.4 it asks to join the federation, too. */
export async function ensureHostCluster(
  name: string,
  { client, generation, signal }: { client: KubeClient; generation: '3' | '4'; signal: AbortSignal },
): Promise<void> {
  const { items } = await client.list(`${PATHS.clusters}?labelSelector=${encodeURIComponent(HOST_LABEL)}`, {
    signal,
  });
  if (items.length > 0) return;
  const kubeconfig = toBase64(toKubeconfig(client.connection, { cluster: 'local', user: 'default' }));
  const cluster = {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: {
      name,
      labels: { [HOST_LABEL]: '', 'kubesphere.io/managed': 'true' },
      ...(generation === '4' ? { annotations: { 'kubesphere.io/creator': 'admin' } } : {}),
    },
    spec: {
      ...(generation === '3' ? { joinFederation: true, enable: true } : {}),
      provider: 'kubesphere',
      connection: { type: 'direct', kubeconfig },
    },
  };
  await client.create(PATHS.clusters, cluster, { signal }).catch((error: unknown) => {
    if (!isKubeError(error, 409)) throw error;
  });
}
