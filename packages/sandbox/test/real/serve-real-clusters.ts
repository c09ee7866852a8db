import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startControl } from '../../src/control/start-control.ts';
import { HOST, MEMBER_A } from '../../src/scenarios/story.ts';
import { createSpeedClock, type SpeedClock } from '../../src/world/world-clock.ts';
import { writeKubeconfigs } from '../../src/write-kubeconfigs.ts';
import { realBinaries } from './real-binaries.ts';
import { startRealCluster } from './start-real-cluster.ts';

/**
 * `serve-real-clusters --dir DIR --speed N`: a host and a member on real API servers until told to end, in the sandbox's
 * place. The files it writes and the line it says when ready are those of `sandbox --json`; its control knows the speed only.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dir: { type: 'string' }, speed: { type: 'string' } } });
  const { dir = '', speed = '1' } = values;
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

  // Nobody waits for installations that are two hours old.
  const clock = createSpeedClock(Number.POSITIVE_INFINITY);
  await using clusters = await startClusters(clock);
  clock.setSpeed(Number(speed));
  await using control = await startControl({
    clusters: new Map(),
    speed: () => clock.speed,
    setSpeed: (next) => clock.setSpeed(next),
  });
  const hostKubeconfig = await writeKubeconfigs(clusters.started, dir);
  const ready = { ready: true, dir, hostKubeconfig, controlUrl: control.url, controlToken: control.token };
  // Told to end while starting: whoever waited for this line may be gone, and the pipe with them.
  if (stopping.signal.aborted) return;
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await once(stopping.signal, 'abort');
}

/** Starts both side by side; when one does not come up, nothing is left of the other. */
async function startClusters(clock: SpeedClock) {
  const owned: AsyncDisposable[] = [];
  const close = async () => {
    await Promise.all(owned.map((one) => one[Symbol.asyncDispose]()));
  };
  const started = await Promise.allSettled(
    [HOST, MEMBER_A].map(async (scenario) => {
      const cluster = await startRealCluster({ binaries: realBinaries(), scenario, clock });
      owned.push(cluster);
      return { name: scenario.name, kubeconfig: cluster.kubeconfig };
    }),
  );
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  return {
    started: started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    [Symbol.asyncDispose]: close,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
