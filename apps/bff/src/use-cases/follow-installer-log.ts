import { setTimeout as wait } from 'node:timers/promises';
import type { InstallerLogItem, LogState } from '@flotilla/contracts';
import type { LogCursor, Target } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';
import { backoffMs } from '../streams/backoff.ts';
import { toFault } from '../to-problem.ts';
import { listInstallerPods } from './find-installer-pod.ts';
import { createPosition, sayOnce, type LogPosition } from './installer-log-position.ts';
import { openTarget, type ClusterAccess } from './open-target.ts';
import { readContainerLog } from './read-container-log.ts';

/** How often to look for a pod or a container that is awaited. */
const LOOK_INTERVAL_MS = 500;

export interface FollowOptions extends CallOptions {
  /** Continue behind this line. */
  readonly after?: LogCursor;
}

/** These will not get better by waiting. Once the cluster was reached, only the first two count: a restarting API server refuses for a moment. */
function isFinal(failure: KubeFailure, hasReached: boolean): boolean {
  const { kind } = failure;
  if (kind === 'kubeconfig-unusable' || kind === 'address-refused') return true;
  if (hasReached) return false;
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'not-found' || kind.startsWith('tls-');
}

function toOutage(failure: KubeFailure, hasReached: boolean, since: number): LogState {
  const fault = toFault(failure);
  return hasReached
    ? { state: 'reconnecting', since: new Date(since).toISOString(), fault }
    : { state: 'waiting', for: 'cluster', fault };
}

/** Follows through one session for as long as it holds; only failures end it. */
async function* followSession(
  session: KubeSession,
  position: LogPosition,
  options: CallOptions,
): AsyncGenerator<InstallerLogItem> {
  for (;;) {
    const pods = await listInstallerPods(session, options);
    position.reached();
    const step = position.next(pods);
    yield* step.gaps;
    switch (step.to) {
      case 'wait':
        yield* sayOnce(position, { state: 'waiting', for: step.for });
        await wait(LOOK_INTERVAL_MS, undefined, options);
        break;
      case 'read':
        yield* readContainerLog(session, { ...step, position }, options);
        break;
    }
  }
}

/**
 * The installer's log of a cluster, for ever: across restarted API servers, replaced pods and restarted containers, without losing or repeating a line;
 * where lines are gone for good a gap says so (docs/spec/live-log.md). It reads on only when asked. Rejects when the target cannot be used at all, and
 * with the signal's reason after an abort; leaving the loop closes everything.
 */
export async function* followInstallerLog(
  target: Target,
  access: ClusterAccess,
  { after, signal }: FollowOptions,
): AsyncGenerator<InstallerLogItem> {
  const position = createPosition(after);
  for (let attempt = 0; ; attempt += 1) {
    try {
      await using session = await openTarget(target, access, { signal });
      yield* followSession(session, position, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof KubeFailure) || isFinal(error, position.hasReached)) throw error;
      if (position.takeProgress()) attempt = 0;
      position.outageSince ??= access.clock.now();
      yield* sayOnce(position, toOutage(error, position.hasReached, position.outageSince));
      await wait(error.retryAfterMs ?? backoffMs(attempt), undefined, { signal });
    }
  }
}
