import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { openKubeClient, type KubeClient } from '../kube-client.ts';
import { connectionFromKubeconfig } from '../kube-connection.ts';

/** What 4.1 keeps of a cluster once it has answered, until its spec changes: also its Kubernetes version. */
export interface KnownMember {
  readonly spec: string;
  readonly kubernetesVersion: string;
}

export interface OpenMember extends AsyncDisposable {
  readonly client: KubeClient;
  readonly kubernetesVersion: string;
}

/** Opens a Cluster with its stored kubeconfig; asks for the version where it is not known yet. Throws with client-go's text. */
export async function openMember(
  cluster: KubeObject,
  options: { known: Map<string, KnownMember>; timeoutMs: number; signal: AbortSignal },
): Promise<OpenMember> {
  const { known, timeoutMs, signal } = options;
  const name = cluster.metadata.name ?? '';
  const encoded = stringAt(cluster, 'spec', 'connection', 'kubeconfig') ?? '';
  const connection = connectionFromKubeconfig(Buffer.from(encoded, 'base64').toString('utf8'));
  const client = openKubeClient(connection, { timeoutMs });
  const opened = (kubernetesVersion: string): OpenMember => ({
    client,
    kubernetesVersion,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  });
  const spec = JSON.stringify(cluster['spec']);
  const remembered = known.get(name);
  if (remembered?.spec === spec) return opened(remembered.kubernetesVersion);
  known.delete(name);
  try {
    // client-go's discovery client names its own timeout in the address, and so in its errors.
    const version: unknown = JSON.parse(await client.getText('/version?timeout=32s', { signal }));
    const kubernetesVersion = stringAt(version, 'gitVersion') ?? '';
    known.set(name, { spec, kubernetesVersion });
    return opened(kubernetesVersion);
  } catch (error) {
    await client[Symbol.asyncDispose]();
    throw error;
  }
}
