import { isObject, listAt, stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { WorldClock } from '../world-clock.ts';
import { createContainerLog, type ContainerLog } from './container-log.ts';
import type { ContainerProgram } from './container-program.ts';
import { toPodStatus, type ContainerState, type TerminatedState } from './pod-status.ts';

/** A pod being "run in name only": programs stand for its images. */
export interface RunningPod {
  readonly uid: string;
  readonly logs: ReadonlyMap<string, ContainerLogs>;
  /** Resolves when every container has ended after the signal. */
  readonly ended: Promise<void>;
}

/** A container's current log (none while it waits) and that of its run before. */
export interface ContainerLogs {
  current?: ContainerLog;
  previous?: ContainerLog;
  waitingReason?: string;
}

export interface RunPodOptions {
  clock: WorldClock;
  signal: AbortSignal;
  podIp: string;
  hostIp: string;
  startDelayMs: number;
  programFor: (image: string, pod: KubeObject) => ContainerProgram;
  writeStatus: (status: object) => Promise<void>;
}

const RESTART_DELAY_MS = 10_000;

/** Runs every container of `pod` until the signal; status is written at each change. */
export function runPod(pod: KubeObject, options: RunPodOptions): RunningPod {
  const { clock, signal, writeStatus, podIp, hostIp } = options;
  const restartPolicy = stringAt(pod, 'spec', 'restartPolicy') ?? 'Always';
  const startTime = toSeconds(clock.now());
  const logs = new Map<string, ContainerLogs>();
  const states = new Map<string, ContainerState>();
  const tell = () =>
    writeStatus(toPodStatus({ containers: [...states.values()], hostIp, podIp, startTime, restartPolicy }));

  const runOnce = async (
    program: ContainerProgram,
    container: { name: string; image: string },
    restarts: number,
  ) => {
    const log = createContainerLog();
    const startedAt = toSeconds(clock.now());
    const before = logs.get(container.name);
    logs.set(container.name, { current: log, ...(before?.current ? { previous: before.current } : {}) });
    const last = states.get(container.name)?.last;
    states.set(container.name, {
      ...container,
      restarts,
      state: { running: { startedAt } },
      ...(last ? { last } : {}),
    });
    await tell();
    const exitCode = await program({
      pod,
      container,
      podIp,
      signal,
      write: (lines, at) => log.append(lines, at ?? clock.now()),
    }).catch((error: unknown) => {
      if (!signal.aborted) log.append([`panic: ${String(error)}`], clock.now());
      return 1;
    });
    log.end();
    return {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt,
      finishedAt: toSeconds(clock.now()),
    } satisfies TerminatedState;
  };

  const runContainer = async (container: { name: string; image: string }) => {
    if (options.startDelayMs > 0) await clock.sleep(options.startDelayMs, signal);
    const program = options.programFor(container.image, pod);
    for (let restarts = 0; !signal.aborted; restarts += 1) {
      const terminated = await runOnce(program, container, restarts);
      if (signal.aborted) return;
      const again =
        restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && terminated.exitCode !== 0);
      const crashed = {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 10s restarting failed container=${container.name}`,
        },
      };
      states.set(container.name, {
        ...container,
        restarts,
        state: again ? crashed : { terminated },
        last: { terminated },
      });
      await tell();
      if (!again) return;
      await clock.sleep(RESTART_DELAY_MS, signal);
    }
  };

  const containers = toContainers(pod);
  for (const container of containers) {
    logs.set(container.name, { waitingReason: 'ContainerCreating' });
    states.set(container.name, {
      ...container,
      restarts: 0,
      state: { waiting: { reason: 'ContainerCreating' } },
    });
  }
  const run = async () => {
    if (options.startDelayMs > 0) await tell();
    await Promise.all(containers.map(runContainer));
  };
  // Sleeping throws on abort, which here only means that the pod has gone.
  const ended = run().catch(() => undefined);
  return { uid: pod.metadata.uid ?? '', logs, ended };
}

function toContainers(pod: KubeObject): { name: string; image: string }[] {
  return listAt(pod, 'spec', 'containers').flatMap((container) =>
    isObject(container)
      ? [{ name: stringAt(container, 'name') ?? '', image: stringAt(container, 'image') ?? '' }]
      : [],
  );
}

function toSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
