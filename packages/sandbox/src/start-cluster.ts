import { stringify } from 'yaml';
import { objectAt } from './api-server/json.ts';
import { startApiServer, type ApiServer } from './api-server/start-api-server.ts';
import { createClusterPki } from './certificates/cluster-pki.ts';
import { ADMIN, toSandboxKubeconfig, type SandboxKubeconfig } from './cluster-kubeconfigs.ts';
import { startBlackHole } from './faults/start-black-hole.ts';
import { kubeconfigFor } from './kubeconfig-for.ts';
import type { ClusterScenario, KubeSphereScenario } from './scenarios/scenario.ts';
import { seedObjects } from './scenarios/seed-objects.ts';
import { isKsCore } from './world/ks-core/is-ks-core.ts';
import { parseKubesphereConfig } from './world/kubesphere-config-reader.ts';
import { PATHS } from './world/resource-paths.ts';
import { startWorld, type World } from './world/start-world.ts';
import type { WorldClock } from './world/world-clock.ts';

/** A running cluster of a scenario. */
export interface StartedCluster extends AsyncDisposable {
  readonly scenario: ClusterScenario;
  readonly server: string;
  readonly kubeconfigs: readonly SandboxKubeconfig[];
  /** Absent where nobody answers. */
  readonly api: ApiServer | undefined;
  /** Absent where there is an API server and nothing more. */
  readonly world: World | undefined;
}

export interface StartClusterOptions {
  clock: WorldClock;
  seed: number;
  port: number;
  /** What the `exec` user of a kubeconfig would touch: it must never come to be. */
  markerPath: string;
  /** An API server that is there already, for clusters that share one. */
  sharedApi?: Promise<ApiServer> | undefined;
  memberTimeoutMs?: number | undefined;
}

const DAY_MS = 86_400_000;
const INSTALLED_AGO_MS = 2 * 3_600_000;
const WORLD_USER = 'system:serviceaccount:kubesphere-system:kubesphere';

/** Starts one cluster: API server, objects, world; ready when the installation it tells of is there. */
export async function startCluster(
  scenario: ClusterScenario,
  options: StartClusterOptions,
): Promise<StartedCluster> {
  if (scenario.blackHole) return startSilentCluster(scenario, options);
  const now = options.clock.now().getTime();
  const own = options.sharedApi ? undefined : await startOwnApi(scenario, options, now);
  const api = own ?? (await options.sharedApi);
  if (!api) throw new Error(`cluster ${scenario.name} has no API server`);
  let world: World | undefined;
  const dispose = async () => {
    await world?.[Symbol.asyncDispose]();
    await own?.[Symbol.asyncDispose]();
  };
  try {
    world = scenario.nodes > 0 ? await startWorldOn(scenario, api, options) : undefined;
    if (world && scenario.kubesphere) await tellTheStory(world, scenario.kubesphere);
    const kubeconfigs = await Promise.all(
      scenario.kubeconfigs.map((kind) =>
        toSandboxKubeconfig(kind, { scenario, api, markerPath: options.markerPath }),
      ),
    );
    return { scenario, server: api.url, kubeconfigs, api, world, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function startOwnApi(
  scenario: ClusterScenario,
  { port, seed }: StartClusterOptions,
  now: number,
): Promise<ApiServer> {
  return startApiServer({
    name: scenario.name,
    port,
    kubernetesVersion: scenario.kubernetesVersion,
    objects: seedObjects(scenario, { createdAt: new Date(now - 30 * DAY_MS), seed }),
    ...(scenario.expiredCertificate
      ? {
          serverCertificate: {
            notBefore: new Date(now - 400 * DAY_MS),
            notAfter: new Date(now - 35 * DAY_MS),
          },
        }
      : {}),
  });
}

async function tellTheStory(
  world: World,
  { version, clusterRole, alreadyManagedBy, failingInstall }: KubeSphereScenario,
): Promise<void> {
  if (!isKsCore(version)) await world.untilInstalled('ks-installer');
  // Only a host has something to tell: a member's own controller does nothing with clusters.
  else if (clusterRole === 'host') await world.untilInstalled('ks-core');
  if (alreadyManagedBy) await markAsManaged(world, alreadyManagedBy);
  if (failingInstall) world.failNextInstall(failingInstall);
}

async function startWorldOn(
  scenario: ClusterScenario,
  api: ApiServer,
  options: StartClusterOptions,
): Promise<World> {
  const certificate = await api.pki.issueServerCertificate({
    commonName: `system:node:${scenario.name}`,
    ipAddresses: ['127.0.0.1'],
  });
  // As in a cluster, what runs there has the token of a service account.
  const token = api.issueToken({ user: WORLD_USER, groups: ['system:masters'] });
  return startWorld({
    clusterName: scenario.name,
    connection: { server: api.url, caPem: api.pki.caPem, token },
    clock: options.clock,
    seed: options.seed,
    certificate,
    nodes: Array.from({ length: scenario.nodes }, (_, index) => `${scenario.name}-node-${index + 1}`),
    kubernetesVersion: scenario.kubernetesVersion,
    ...(scenario.kubesphere
      ? { installedAt: new Date(options.clock.now().getTime() - INSTALLED_AGO_MS) }
      : {}),
    ...(options.memberTimeoutMs === undefined ? {} : { memberTimeoutMs: options.memberTimeoutMs }),
  });
}

/** The marks that KubeSphere 4's host leaves on a member, and the name that a 3.x host writes into its configuration. */
async function markAsManaged({ client }: World, host: string): Promise<void> {
  const call = { signal: AbortSignal.timeout(10_000) };
  const annotations = {
    'cluster.kubesphere.io/host-cluster': host,
    'cluster.kubesphere.io/name': 'member-elsewhere',
  };
  await client.mergePatch('/api/v1/namespaces/kubesphere-system', { metadata: { annotations } }, call);
  const config = parseKubesphereConfig(await client.get(PATHS.kubesphereConfig, call)) ?? {};
  const multicluster = { ...objectAt(config, 'multicluster'), clusterName: 'member-elsewhere' };
  await client.mergePatch(
    PATHS.kubesphereConfig,
    { data: { 'kubesphere.yaml': stringify({ ...config, multicluster }) } },
    call,
  );
}

async function startSilentCluster(
  scenario: ClusterScenario,
  { port }: StartClusterOptions,
): Promise<StartedCluster> {
  const [hole, pki] = await Promise.all([startBlackHole({ port }), createClusterPki(scenario.name)]);
  const server = `https://127.0.0.1:${hole.port}`;
  const admin = await pki.issueClientCertificate(ADMIN);
  const kubeconfig = kubeconfigFor({
    server,
    caPem: pki.caPem,
    name: scenario.name,
    user: { kind: 'certificate', ...admin },
  });
  const kubeconfigs = [{ id: 'admin', kind: 'client-certificate' as const, kubeconfig }];
  return {
    scenario,
    server,
    kubeconfigs,
    api: undefined,
    world: undefined,
    [Symbol.asyncDispose]: () => hole[Symbol.asyncDispose](),
  };
}
