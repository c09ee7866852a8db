import { stringAt } from '../../src/api-server/json.ts';
import type { ClusterScenario } from '../../src/scenarios/scenario.ts';
import { seedObjects } from '../../src/scenarios/seed-objects.ts';
import { openKubeClient, type KubeClient } from '../../src/world/kube-client.ts';
import { startWorld, type World } from '../../src/world/start-world.ts';
import { createSpeedClock, type WorldClock } from '../../src/world/world-clock.ts';
import { applySeed } from './apply-seed.ts';
import { openOwned, type Owned } from './open-owned.ts';
import { startControllerStandIn } from './start-controller-stand-in.ts';
import { startRealApiServer } from './start-real-api-server.ts';

/** A scenario's cluster whose API server is a real one. */
export interface RealCluster extends AsyncDisposable {
  readonly world: World;
  /** Of an administrator. */
  readonly kubeconfig: string;
}

export interface RealClusterOptions {
  binaries: string;
  scenario: ClusterScenario;
  /** The world's time; goes as fast as it can unless told. */
  clock?: WorldClock;
}

const INSTALLED_WITHIN_MS = 120_000;
const INSTALLED_AGO_MS = 2 * 3_600_000;
const WORLD_TOKEN = 'token-of-the-world';
const WORLD_USER = { user: 'system:serviceaccount:kubesphere-system:kubesphere', groups: ['system:masters'] };
const LAST_WORDS_WITHIN_MS = 5_000;
const SEED = 1;
const NODE_ADDRESS = '10.1.0.1';

/** Starts a real API server and brings the scenario to life on it, as the sandbox does on its own; ready when installed. */
export const startRealCluster = (options: RealClusterOptions): Promise<RealCluster> =>
  openOwned((owned) => open(options, owned));

async function open(
  { binaries, scenario, clock = createSpeedClock(Number.POSITIVE_INFINITY) }: RealClusterOptions,
  { keep, close }: Owned,
): Promise<RealCluster> {
  const { name } = scenario;
  const tokens = { [WORLD_TOKEN]: WORLD_USER };
  const api = keep(await startRealApiServer({ binaries, name, tokens, withClusterNetwork: true }));
  const { url: server, pki, network, kubeconfig } = api;
  if (network === undefined) throw new Error('a network was asked for');
  const connection = { server, caPem: pki.caPem, token: WORLD_TOKEN };
  const client = keep(openKubeClient(connection));
  keep(startControllerStandIn(client));
  const signal = AbortSignal.timeout(INSTALLED_WITHIN_MS);
  await applySeed(client, seedObjects(scenario, { createdAt: clock.now(), seed: SEED }), { signal });
  const world = keep(
    await startWorld({
      clusterName: name,
      connection,
      clock,
      seed: SEED,
      certificate: await pki.issueServerCertificate({
        commonName: `system:node:${name}`,
        ipAddresses: [NODE_ADDRESS],
      }),
      nodes: Array.from({ length: scenario.nodes }, (_, index) => `${name}-node-${index + 1}`),
      kubernetesVersion: scenario.kubernetesVersion,
      installedAt: new Date(clock.now().getTime() - INSTALLED_AGO_MS),
      network: { nodeAddress: NODE_ADDRESS, route: (address, toPort) => network.route(address, toPort) },
    }),
  );
  await Promise.race([world.untilInstalled('ks-installer'), rejectWhenAborted(signal)]).catch(
    async (cause: unknown) => {
      throw new Error(`${name} was not installed in time:\n${await lastWords(client)}`, { cause });
    },
  );
  return { kubeconfig, world, [Symbol.asyncDispose]: close };
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** What the installer and the cluster's pods have to say for themselves. */
async function lastWords(client: KubeClient): Promise<string> {
  const call = { signal: AbortSignal.timeout(LAST_WORDS_WITHIN_MS) };
  const pods = '/api/v1/namespaces/kubesphere-system/pods';
  const { items } = await client.list(pods, call);
  const states = items.map((pod) => `${pod.metadata.name ?? ''} ${stringAt(pod, 'status', 'phase') ?? ''}`);
  const installer = items.find(({ metadata }) => metadata.name?.startsWith('ks-installer-'));
  const log = await client
    .getText(`${pods}/${installer?.metadata.name ?? ''}/log?tailLines=40`, call)
    .catch(String);
  return [...states, log].join('\n');
}
