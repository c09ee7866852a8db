import { objectAt, stringAt, valueAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { getOrUndefined } from '../apply-objects.ts';
import type { Release } from '../ks-installer/releases.ts';
import { openKubeClient, type KubeClient } from '../kube-client.ts';
import { connectionFromKubeconfig, type KubeConnection } from '../kube-connection.ts';
import { PATHS } from '../resource-paths.ts';
import type { WorldClock } from '../world-clock.ts';
import { holds, joinFailed, PROBE_FAILED, READY, withConditions, type Condition } from './conditions.ts';
import { HOST_LABEL } from './host-cluster.ts';
import { joinMember, unjoinMember } from './join-member.ts';
import { nameMember } from './member-config.ts';
import { probeCluster } from './probe-cluster.ts';

export const FINALIZER = 'finalizer.cluster.kubesphere.io';

export interface SyncContext {
  host: KubeClient;
  clock: WorldClock;
  release: Release;
  signal: AbortSignal;
  /** One line of the controller's log. */
  log: (level: 'I' | 'W' | 'E', text: string) => void;
  /** How long a member may be silent; 10 s in truth. */
  memberTimeoutMs: number;
}

/** One reconciliation of one Cluster, in the order of that release. Throws when it should be tried again. */
export async function syncCluster(name: string, context: SyncContext): Promise<void> {
  const { host, signal, log, release } = context;
  const path = `${PATHS.clusters}/${name}`;
  let cluster = await getOrUndefined(host, path, { signal });
  if (!cluster) return;
  if (cluster.metadata.deletionTimestamp) return letGo(cluster, context);
  if (!cluster.metadata.finalizers?.includes(FINALIZER)) {
    const finalizers = [...(cluster.metadata.finalizers ?? []), FINALIZER];
    cluster = await host.replace(
      path,
      { ...cluster, metadata: { ...cluster.metadata, finalizers }, status: cluster['status'] ?? {} },
      { signal },
    );
  }
  if (valueAt(cluster, 'spec', 'joinFederation') !== true) {
    if (release === '3.0') await unjoinMember(name, { host, signal });
    return;
  }
  const connection = readConnection(cluster, log);
  if (!connection) return;

  await using member = openKubeClient(connection, { timeoutMs: context.memberTimeoutMs });
  const isHost = cluster.metadata.labels?.[HOST_LABEL] !== undefined;
  try {
    await joinMember(name, { host, member, release, clock: context.clock, signal });
  } catch (error) {
    signal.throwIfAborted();
    const text = error instanceof Error ? error.message : String(error);
    log('E', `Failed to join federation for cluster ${name}, error ${text}`);
    if (release === '3.0') return await tellJoinFailure(cluster, text, context);
    return await writeConditions(cluster, joinFailed(release, text), context);
  }
  log('I', `successfully joined federation for cluster ${name}`);

  const status = await probeCluster(cluster, { member, release, now: context.clock.now(), signal });
  const spec = objectAt(cluster, 'spec') ?? {};
  const connected = { ...objectAt(spec, 'connection') };
  connected['kubernetesAPIEndpoint'] = stringAt(connected, 'kubernetesAPIEndpoint') || connection.server;
  await host.replace(path, { ...cluster, spec: { ...spec, connection: connected }, status }, { signal });
  if (!isHost && release >= '3.3') await nameMember(name, { member, signal });
}

/** All that 3.0 says of a failed join: a Kubernetes Event. */
async function tellJoinFailure(
  cluster: KubeObject,
  text: string,
  { host, clock, signal }: SyncContext,
): Promise<void> {
  const at = clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
  const { name = '', uid = '' } = cluster.metadata;
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${clock.now().getTime().toString(16)}`, namespace: 'default' },
    involvedObject: { apiVersion: cluster.apiVersion, kind: 'Cluster', name, uid },
    type: 'Warning',
    reason: 'JoinFederation',
    message: text,
    source: { component: 'cluster-controller' },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  };
  await host.create('/api/v1/namespaces/default/events', event, { signal });
}

/** The check that 3.1 and 3.2 make at each resync: only joined clusters, only their version. */
export async function probeVersion(cluster: KubeObject, context: SyncContext): Promise<void> {
  const connection = readConnection(cluster, context.log);
  if (!connection || !holds(cluster, 'Federated')) return;
  await using member = openKubeClient(connection, { timeoutMs: Math.min(3_000, context.memberTimeoutMs) });
  const answered = await member.getText('/version', context).then(
    () => true,
    () => false,
  );
  await writeConditions(cluster, [answered ? READY : PROBE_FAILED], context);
}

/** `undefined` where the controller stops without a word to the user: a proxy, an empty or unreadable kubeconfig. */
function readConnection(cluster: KubeObject, log: SyncContext['log']): KubeConnection | undefined {
  const encoded = stringAt(cluster, 'spec', 'connection', 'kubeconfig') ?? '';
  if (encoded === '') return undefined;
  try {
    return connectionFromKubeconfig(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch (error) {
    log('E', `Failed to create client config for cluster ${cluster.metadata.name ?? ''}, ${String(error)}`);
    return undefined;
  }
}

async function writeConditions(
  cluster: KubeObject,
  added: readonly Condition[],
  { host, clock, release, signal }: SyncContext,
): Promise<void> {
  if (added.length === 0) return;
  const conditions = withConditions(cluster, added, { now: clock.now(), release });
  const status = { ...objectAt(cluster, 'status'), conditions };
  await host.replace(`${PATHS.clusters}/${cluster.metadata.name ?? ''}`, { ...cluster, status }, { signal });
}

async function letGo(cluster: KubeObject, { host, signal, log }: SyncContext): Promise<void> {
  const name = cluster.metadata.name ?? '';
  if (!cluster.metadata.finalizers?.includes(FINALIZER)) return;
  await unjoinMember(name, { host, signal });
  log('I', `Deleted kubefed cluster "kube-federation-system/${name}" for unjoin cluster "${name}".`);
  const finalizers = cluster.metadata.finalizers.filter((finalizer) => finalizer !== FINALIZER);
  await host.replace(
    `${PATHS.clusters}/${name}`,
    { ...cluster, metadata: { ...cluster.metadata, finalizers } },
    { signal },
  );
}
