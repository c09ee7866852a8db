import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiServer } from './api-server/start-api-server.ts';
import { startControl, type Control } from './control/start-control.ts';
import { toSandboxCluster, type SandboxCluster } from './sandbox-cluster.ts';
import type { ClusterScenario, Scenario } from './scenarios/scenario.ts';
import { STORY } from './scenarios/story.ts';
import { startCluster, type StartedCluster } from './start-cluster.ts';
import { createSpeedClock, type WorldClock } from './world/world-clock.ts';

export interface SandboxOptions {
  scenario?: Scenario;
  /** 1: a host run takes about 25 s, a member run about 12 s. Infinity never waits. */
  speed?: number;
  seed?: number;
  /** A clock of one's own, stepped by a test; `speed` then means nothing. */
  clock?: WorldClock;
  /** The first of as many ports as there are clusters; 0 takes any. */
  portBase?: number;
  /** What a kubeconfig with `exec` would touch. */
  markerPath?: string;
  /** How long a member may be silent before a join gives up; 10 s unless told. */
  memberTimeoutMs?: number;
  /** Whether to open the HTTP control; true unless told. */
  withControl?: boolean;
}

export interface Sandbox extends AsyncDisposable {
  readonly clusters: ReadonlyMap<string, SandboxCluster>;
  /** Null when not asked for. */
  readonly control: { url: string; token: string } | null;
  readonly markerPath: string;
  speed(): number;
  setSpeed(speed: number): void;
}

/** Starts every cluster of the scenario side by side; ready when all are. Everything ends when disposed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { scenario = STORY, seed = 1, portBase = 0 } = options;
  const pace = createSpeedClock(options.speed ?? 1);
  const clock = options.clock ?? pace;
  const markerPath = options.markerPath ?? join(tmpdir(), `flotilla-exec-plugin-ran-${seed}-${Date.now()}`);
  const owned: AsyncDisposable[] = [];
  const disposeAll = async () => {
    await Promise.all(owned.splice(0).map((one) => one[Symbol.asyncDispose]()));
  };

  try {
    const start = createStarter({ clock, seed, markerPath, memberTimeoutMs: options.memberTimeoutMs });
    const started = await settleAll(
      scenario.clusters.map(async (cluster, index) => {
        const running = await start(cluster, portBase === 0 ? 0 : portBase + index);
        owned.push(running);
        return running;
      }),
    );
    const clusters = new Map(started.map((cluster) => [cluster.scenario.name, toSandboxCluster(cluster)]));
    const world = { clusters, speed: () => pace.speed, setSpeed: (speed: number) => pace.setSpeed(speed) };
    const control: Control | null = options.withControl === false ? null : await startControl(world);
    if (control) owned.push(control);
    return { ...world, control, markerPath, [Symbol.asyncDispose]: disposeAll };
  } catch (error) {
    await disposeAll();
    throw error;
  }
}

/** Starts clusters; those that share a server wait for the first of them. */
function createStarter(base: {
  clock: WorldClock;
  seed: number;
  markerPath: string;
  memberTimeoutMs: number | undefined;
}) {
  const shared = new Map<string, Promise<ApiServer>>();
  return async (scenario: ClusterScenario, port: number): Promise<StartedCluster> => {
    const group = scenario.sharedServer;
    const existing = group === undefined ? undefined : shared.get(group);
    const starting = startCluster(scenario, { ...base, port, sharedApi: existing });
    if (group !== undefined && !existing) {
      const sharing = starting.then(({ api }) => {
        if (!api) throw new Error(`cluster ${scenario.name} has no server to share`);
        return api;
      });
      // Whoever shares it is told; when nobody does, the failed start itself is told below.
      sharing.catch(() => undefined);
      shared.set(group, sharing);
    }
    return starting;
  };
}

/** Waits for all, so that nothing started is left behind when one fails. */
async function settleAll<T>(promises: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
