import { stringAt, valueAt } from '../../api-server/json.ts';
import { openKubeClient } from '../kube-client.ts';
import { connectionFromKubeconfig, type KubeConnection } from '../kube-connection.ts';
import { PATHS } from '../resource-paths.ts';

const OTHER_CLUSTER =
  'this kubeconfig corresponds to a different cluster than the previous one, you need to make sure that kubeconfig is not from another cluster';

/**
 * What 3.4's webhook has against a change of a Cluster, in its words; undefined where it has nothing. Once the status
 * tells who the member is, its new kubeconfig must lead to that very cluster, whatever the change is about: a member
 * that does not answer can be changed in no way, not by its own controller either.
 */
export async function judgeClusterUpdate(
  request: unknown,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<string | undefined> {
  const known = stringAt(request, 'oldObject', 'status', 'uid') ?? '';
  if (stringAt(request, 'operation') !== 'UPDATE' || known === '') return undefined;
  const object = valueAt(request, 'object');
  let connection: KubeConnection;
  try {
    const encoded = stringAt(object, 'spec', 'connection', 'kubeconfig') ?? '';
    connection = connectionFromKubeconfig(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch (error) {
    return `failed to load cluster config for ${stringAt(object, 'metadata', 'name') ?? ''}: ${textOf(error)}`;
  }
  try {
    await using member = openKubeClient(connection, { timeoutMs });
    const { metadata } = await member.get(PATHS.kubeSystem, { signal });
    return metadata.uid === known ? undefined : OTHER_CLUSTER;
  } catch (error) {
    return textOf(error);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
