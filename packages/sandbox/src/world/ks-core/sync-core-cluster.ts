import { X509Certificate } from 'node:crypto';
import { numberAt, objectAt, stringAt, type JsonObject } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { getOrUndefined } from '../apply-objects.ts';
import {
  certificateExpiry,
  holds,
  READY,
  withConditions,
  type Condition,
} from '../ks-controller-manager/conditions.ts';
import { FINALIZER, type SyncContext } from '../ks-controller-manager/sync-cluster.ts';
import type { KubeClient } from '../kube-client.ts';
import { issuerSecretOf, parseKubesphereConfig } from '../kubesphere-config-reader.ts';
import { PATHS } from '../resource-paths.ts';
import { CONFIG_HASH, configHashOf } from './config-hash.ts';
import { installCore } from './install-core.ts';
import { openMember, type KnownMember } from './member-client.ts';
import { markOwned, unmarkOwned } from './ownership-marks.ts';

export interface CoreSyncContext extends Omit<SyncContext, 'release'> {
  hostName: string;
  /** The host's own; members get the same. */
  version: string;
  known: Map<string, KnownMember>;
}

const VERSION_PATH = '/api/v1/namespaces/kubesphere-system/services/http:ks-apiserver:80/proxy/kapis/version';

const KS_CORE_READY: Condition = {
  type: 'KSCoreReady',
  status: 'True',
  reason: 'KSCoreReady',
  message: 'KS Core is available now',
};

/** One reconciliation of one Cluster as 4.1 does it, in several writes. Throws when it should be tried again. */
export async function syncCoreCluster(name: string, context: CoreSyncContext): Promise<'done' | 'again'> {
  const { host, signal } = context;
  const found = await getOrUndefined(host, `${PATHS.clusters}/${name}`, { signal });
  if (!found) return 'done';
  if (found.metadata.deletionTimestamp) {
    await letGo(found, context);
    return 'done';
  }
  const cluster = await withFinalizer(found, context);
  if ((stringAt(cluster, 'spec', 'connection', 'kubeconfig') ?? '') === '') return 'done';

  await using member = await open(cluster, context).catch((error: unknown) =>
    tellFailure(cluster, `failed to get cluster client for ${name}: ${textOf(error)}`, context),
  );
  const { client, kubernetesVersion } = member;
  const { uid } = await client
    .get(PATHS.kubeSystem, { signal })
    .then(({ metadata }) => metadata)
    .catch((error: unknown) =>
      tellFailure(cluster, `failed to get kube-system namespace for ${name}: ${textOf(error)}`, context),
    );
  const endpoint = stringAt(cluster, 'spec', 'connection', 'kubernetesAPIEndpoint') ?? '';
  if (endpoint === '' || stringAt(cluster, 'status', 'uid') !== uid) {
    await writeIdentity(cluster, { server: client.connection.server, uid }, context);
    return 'again';
  }

  const own = await host.get(PATHS.kubeSystem, { signal });
  const reconciled =
    own.metadata.uid === uid ? cluster : await reconcileMember(cluster, { member: client, context });
  const ready = await writeReady(reconciled, client, context);
  await writeSize(ready, { member: client, kubernetesVersion, context });
  await markOwned(client, { name, hostName: context.hostName, signal });
  return 'done';
}

const open = (cluster: KubeObject, { known, memberTimeoutMs, signal }: CoreSyncContext) =>
  openMember(cluster, { known, timeoutMs: memberTimeoutMs, signal });

async function withFinalizer(cluster: KubeObject, context: CoreSyncContext): Promise<KubeObject> {
  const { finalizers = [] } = cluster.metadata;
  if (finalizers.includes(FINALIZER)) return cluster;
  const metadata = { ...cluster.metadata, finalizers: [...finalizers, FINALIZER] };
  return write({ ...cluster, metadata }, context);
}

async function writeIdentity(
  cluster: KubeObject,
  { server, uid }: { server: string; uid: string | undefined },
  context: CoreSyncContext,
): Promise<void> {
  const connection = { ...objectAt(cluster, 'spec', 'connection'), kubernetesAPIEndpoint: server };
  const spec = { ...objectAt(cluster, 'spec'), connection };
  await write({ ...cluster, spec, status: { ...objectAt(cluster, 'status'), uid } }, context);
}

/** Installs ks-core where it is not yet, or with other values than are asked for; else looks at the kubeconfig's certificate. A failed installation is only told in the log. */
async function reconcileMember(
  cluster: KubeObject,
  { member, context }: { member: KubeClient; context: CoreSyncContext },
): Promise<KubeObject> {
  const { host, clock, version, signal, log } = context;
  const { name = '', annotations = {} } = cluster.metadata;
  const hash = configHashOf(cluster);
  if (holds(cluster, 'KSCoreReady') && annotations[CONFIG_HASH] === hash) {
    const { certificatePem } = member.connection;
    const notAfter = certificatePem ? new Date(new X509Certificate(certificatePem).validTo) : undefined;
    return withStatus(cluster, conditionsWith(cluster, certificateExpiry(notAfter, clock.now()), context));
  }
  log('I', `Starting installing KS Core for the cluster ${name}`);
  try {
    const config = parseKubesphereConfig(await host.get(PATHS.kubesphereConfig, { signal }));
    await installCore(member, { version, jwtSecret: issuerSecretOf(config), clock, signal });
  } catch (error) {
    signal.throwIfAborted();
    log(
      'E',
      `failed to reconcile cluster ${name}: failed to install KS Core in cluster ${name}: ${textOf(error)}`,
    );
    throw error;
  } finally {
    log('I', `Finished installing KS Core for the cluster ${name}`);
  }
  const metadata = { ...cluster.metadata, annotations: { ...annotations, [CONFIG_HASH]: hash } };
  const installed = withStatus(cluster, conditionsWith(cluster, KS_CORE_READY, context));
  return write({ ...installed, metadata }, context);
}

/** Ready follows from ks-apiserver: what it says of its version, or why it says nothing. */
async function writeReady(
  cluster: KubeObject,
  member: KubeClient,
  context: CoreSyncContext,
): Promise<KubeObject> {
  const answer = await member
    .getText(VERSION_PATH, context)
    .then((text): unknown => JSON.parse(text))
    .catch((error: unknown) => tellFailure(cluster, textOf(error), context));
  const kubeSphereVersion = stringAt(answer, 'gitVersion') || 'unknown';
  return write(
    withStatus(cluster, { ...conditionsWith(cluster, READY, context), kubeSphereVersion }),
    context,
  );
}

async function writeSize(
  cluster: KubeObject,
  options: { member: KubeClient; kubernetesVersion: string; context: CoreSyncContext },
): Promise<void> {
  const { member, kubernetesVersion, context } = options;
  const nodeCount = (await member.list(PATHS.nodes, context)).items.length;
  const isSame =
    stringAt(cluster, 'status', 'kubernetesVersion') === kubernetesVersion &&
    numberAt(cluster, 'status', 'nodeCount') === nodeCount;
  if (!isSame) await write(withStatus(cluster, { kubernetesVersion, nodeCount }), context);
}

/** Ready=False says the raw error as its message; then the work fails with it, so that it is tried again. */
async function tellFailure(cluster: KubeObject, message: string, context: CoreSyncContext): Promise<never> {
  context.signal.throwIfAborted();
  const failed: Condition = { type: 'Ready', status: 'False', reason: 'Ready', message };
  await write(withStatus(cluster, conditionsWith(cluster, failed, context)), context);
  context.log('E', message);
  throw new Error(message);
}

/** Takes the marks off a member that is ready and answers; one that does not is let go as it is. */
async function letGo(cluster: KubeObject, context: CoreSyncContext): Promise<void> {
  const { signal, log } = context;
  const { name = '', finalizers = [] } = cluster.metadata;
  if (!finalizers.includes(FINALIZER)) return;
  if (holds(cluster, 'Ready')) {
    try {
      await using member = await open(cluster, context);
      await unmarkOwned(member.client, { signal });
    } catch (error) {
      signal.throwIfAborted();
      log('W', `${textOf(error)}, it seems the cluster is not ready, skipping cleanup of ${name}`);
    }
  }
  context.known.delete(name);
  const rest = finalizers.filter((finalizer) => finalizer !== FINALIZER);
  await write({ ...cluster, metadata: { ...cluster.metadata, finalizers: rest } }, context);
}

const conditionsWith = (cluster: KubeObject, added: Condition, { clock }: CoreSyncContext): JsonObject => ({
  conditions: withConditions(cluster, [added], { now: clock.now(), release: '4.1' }),
});

const withStatus = (cluster: KubeObject, added: JsonObject): KubeObject => ({
  ...cluster,
  status: { ...objectAt(cluster, 'status'), ...added },
});

/** Always a PUT of the whole object, as the real controller's: no subresource keeps the status apart. */
const write = (cluster: KubeObject, { host, signal }: CoreSyncContext): Promise<KubeObject> =>
  host.replace(
    `${PATHS.clusters}/${cluster.metadata.name ?? ''}`,
    { ...cluster, status: cluster['status'] ?? {} },
    { signal },
  );

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
