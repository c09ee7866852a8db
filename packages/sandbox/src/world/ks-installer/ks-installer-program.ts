import { randomUUID } from 'node:crypto';
import { isObject, valueAt } from '../../api-server/json.ts';
import { getOrUndefined } from '../apply-objects.ts';
import { followObjects } from '../follow-objects.ts';
import type { KubeClient } from '../kube-client.ts';
import type { ContainerContext, ContainerProgram } from '../kubelet/container-program.ts';
import { PATHS } from '../resource-paths.ts';
import { createRandom } from '../seeded-random.ts';
import { createHistoryClock, type WorldClock } from '../world-clock.ts';
import { releaseFacts } from './releases.ts';
import { runInstallation, type InstallFailure } from './run-installation.ts';
import { crashTexts, eventTexts, operatorLine, RUN_TEXTS, START_TEXTS } from './shell-operator-lines.ts';

export interface KsInstallerOptions {
  client: KubeClient;
  clock: WorldClock;
  /** Names the stream of chance. */
  clusterName: string;
  seed: number;
  /** Taken at the start of a run; undefined lets it go well. */
  nextFailure: () => InstallFailure | undefined;
  /** When given and returning a date, that pod's first run is told as having begun then, and takes no time. */
  firstRunAt: () => Date | undefined;
}

/**
 * ks-installer as a container program: shell-operator watches ClusterConfiguration ks-installer and runs the
 * installation once per change of `.spec`, one after the other, and at pod start. The image's tag is its release.
 */
export function createKsInstaller(options: KsInstallerOptions): ContainerProgram {
  const counter = { pods: 0 };
  return async (container) => {
    counter.pods += 1;
    await runInstaller(container, { ...options, pod: counter.pods });
    return 0;
  };
}

async function runInstaller(
  container: ContainerContext,
  options: KsInstallerOptions & { pod: number },
): Promise<void> {
  const { client } = options;
  const { signal } = container;
  const version = container.container.image.split(':').at(-1) ?? '';
  const release = releaseFacts(version);
  if (!release) throw new Error(`no release this world knows: ${version}`);
  const random = createRandom(options.seed, `installer/${options.clusterName}/${options.pod}`);

  const firstRunAt = options.firstRunAt();
  let clock = firstRunAt ? createHistoryClock(firstRunAt) : options.clock;
  const write = (lines: readonly string[]) => container.write(lines, clock.now());
  const say = (...texts: readonly string[]) => write(texts.map((text) => operatorLine(clock.now(), text)));

  const queue = createEventQueue();
  say(...START_TEXTS);
  const watching = watchSpec(client, {
    signal,
    onChange: () => {
      say(...eventTexts(randomUUID()));
      queue.add();
    },
  });

  while (await queue.next(signal)) {
    const failure = options.nextFailure();
    for (let failures = 0; !signal.aborted;) {
      await clock.sleep(500, signal);
      say(...RUN_TEXTS);
      try {
        const object = await getOrUndefined(client, PATHS.clusterConfiguration, { signal });
        if (!object) break;
        if (failure === 'crash' && failures === 0) {
          await clock.sleep(1_500, signal);
          throw new Error('503');
        }
        await runInstallation(
          object,
          { release, version, failure },
          { client, clock, random, signal, write },
        );
        break;
      } catch {
        if (signal.aborted) break;
        failures += 1;
        const { error, delay } = crashTexts(failures);
        write(TRACEBACK);
        write([operatorLine(clock.now(), error, 'ERROR'), operatorLine(clock.now(), delay)]);
        await clock.sleep(5_000, signal);
      }
    }
    clock = options.clock;
  }
  await watching;
}

/** Calls back for the object's first appearance, for each new one, and for each change of its `.spec`. */
async function watchSpec(
  client: KubeClient,
  { signal, onChange }: { signal: AbortSignal; onChange: () => void },
): Promise<void> {
  let last = '';
  for await (const { type, object } of followObjects(client, PATHS.clusterConfigurations, { signal })) {
    if (object.metadata.name !== 'ks-installer') continue;
    const spec = canonicalJson(valueAt(object, 'spec'));
    if (type === 'ADDED' || (type === 'MODIFIED' && spec !== last)) onChange();
    last = spec;
  }
}

/** The same text for the same value, whatever the order of its keys: as jq's output that shell-operator compares. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    isObject(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

function createEventQueue() {
  let waiting = 0;
  let wake: () => void = () => undefined;
  return {
    add() {
      waiting += 1;
      wake();
    },
    /** True when there is a run to do, false when aborted. */
    async next(signal: AbortSignal): Promise<boolean> {
      while (waiting === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      waiting -= 1;
      return !signal.aborted;
    },
  };
}

const TRACEBACK = [
  'Traceback (most recent call last):',
  '  File "/hooks/kubesphere/installRunner.py", line 412, in <module>',
  '    main()',
  '  File "/hooks/kubesphere/installRunner.py", line 376, in main',
  '    resource = getClusterConfiguration(api)',
  'kubernetes.client.exceptions.ApiException: (503)',
  'Reason: Service Unavailable',
  '',
];
