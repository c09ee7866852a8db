import type { InstallerLogItem, LogState } from '@flotilla/contracts';
import type { LogCursor, LogSource } from '@flotilla/kubesphere';
import type { InstallerPod } from './find-installer-pod.ts';

type Gap = Extract<InstallerLogItem, { type: 'gap' }>;

/** What to do next, told from the pods there are. `previous`: the start before the current one is to be read. */
export type LogStep = { readonly gaps: readonly InstallerLogItem[] } & (
  | { readonly to: 'wait'; readonly for: 'pod' | 'container' }
  | {
      readonly to: 'read';
      readonly pod: InstallerPod;
      readonly source: LogSource;
      readonly previous: boolean;
    }
);

/**
 * Where a follower stands: which container start it reads and whether that start is read to its end. `tail` is `open` while more may come, `ended` after a
 * clean end that may also be a lost kubelet, `done` when nothing of this start is left to read.
 */
export interface LogPosition {
  cursor: LogCursor | undefined;
  source: LogSource | undefined;
  tail: 'open' | 'ended' | 'done';
  /** An unfinished last line, kept in case its pod is never seen again. */
  leftover: readonly InstallerLogItem[];
  /** UIDs of pods that were read to their end: never to be begun again. */
  readonly finished: Set<string>;
  lastSaid: string | undefined;
  outageSince: number | undefined;
  readonly hasReached: boolean;
  reached(): void;
  /** Lines came. */
  progressed(): void;
  /** Whether lines came since the last asking. */
  takeProgress(): boolean;
  next(pods: readonly InstallerPod[]): LogStep;
}

/** The pod that is to be followed when none is yet: the newest that has a log, else the newest. */
function chooseFirst(pods: readonly InstallerPod[]): InstallerPod | undefined {
  const withLog = pods.filter(({ container }) => container !== 'waiting');
  return withLog.findLast(({ isLeaving }) => !isLeaving) ?? withLog.at(-1) ?? pods.at(-1);
}

const sourceOf = ({ name, uid, restarts }: InstallerPod): LogSource => ({ pod: name, podUid: uid, restarts });
const gap = (reason: Gap['reason']): Gap => ({ type: 'gap', reason });

export function createPosition(after: LogCursor | undefined): LogPosition {
  let hasReached = false;
  let hasProgressed = false;

  const position: LogPosition = {
    cursor: after,
    source: after,
    tail: 'open',
    leftover: [],
    finished: new Set(),
    lastSaid: undefined,
    outageSince: undefined,
    get hasReached() {
      return hasReached;
    },
    reached() {
      hasReached = true;
      position.outageSince = undefined;
    },
    progressed() {
      hasProgressed = true;
    },
    takeProgress() {
      const had = hasProgressed;
      hasProgressed = false;
      return had;
    },
    next: (pods) => nextStep(position, pods),
  };
  return position;
}

/** Moves on to another container start; what is left of the one before is told first. */
function moveTo(
  position: LogPosition,
  pod: InstallerPod | undefined,
  gaps: readonly InstallerLogItem[],
): LogStep {
  position.leftover = [];
  if (position.source && position.source.podUid !== pod?.uid) position.finished.add(position.source.podUid);
  if (pod === undefined) {
    position.source = undefined;
    return { to: 'wait', for: 'pod', gaps };
  }
  if (pod.container === 'waiting') return { to: 'wait', for: 'container', gaps };
  const source = sourceOf(pod);
  position.source = source;
  // Nothing of it is held yet, so nothing is lost if it goes before it was opened.
  position.tail = 'ended';
  return { to: 'read', pod, source, previous: false, gaps };
}

/** The pod that was read is gone: its tail was read, or it is lost. */
function afterLosingPod(position: LogPosition, pods: readonly InstallerPod[]): LogStep {
  const gaps = position.tail === 'open' ? [gap('pod-replaced')] : position.leftover;
  position.tail = 'done';
  return moveTo(position, chooseFirst(pods), gaps);
}

/** The container was started again since: the start before can still be asked for, those before it cannot. */
function afterRestart(position: LogPosition, pod: InstallerPod, source: LogSource): LogStep {
  if (position.tail === 'done') return moveTo(position, pod, []);
  if (pod.restarts === source.restarts + 1)
    return { to: 'read', pod, source: { ...source, pod: pod.name }, previous: true, gaps: [] };
  return moveTo(position, pod, [gap('container-restarted')]);
}

function nextStep(position: LogPosition, pods: readonly InstallerPod[]): LogStep {
  const { source } = position;
  const unread = pods.filter(({ uid }) => !position.finished.has(uid));
  if (source === undefined) return moveTo(position, chooseFirst(unread), []);
  const pod = pods.find(({ uid }) => uid === source.podUid);
  if (pod === undefined) return afterLosingPod(position, unread);
  if (pod.restarts > source.restarts) return afterRestart(position, pod, source);
  if (position.tail !== 'done') return { to: 'read', pod, source, previous: false, gaps: [] };
  const newer = unread.findLast(({ createdAt, uid }) => uid !== pod.uid && createdAt >= pod.createdAt);
  return newer ? moveTo(position, newer, []) : { to: 'wait', for: 'container', gaps: [] };
}

/** A cluster that is silent for another reason than before is told again. */
const waitsFor = (state: Extract<LogState, { state: 'waiting' }>): string =>
  state.fault === undefined ? state.for : `${state.for}/${state.fault.code}`;

/** Says a state once: asking again and again while nothing changes is nobody's news. */
export function* sayOnce(position: LogPosition, state: LogState): Generator<InstallerLogItem> {
  const subject = 'pod' in state ? `${state.pod}/${state.restarts}` : 'for' in state ? waitsFor(state) : '';
  const key = `${state.state}/${subject}`;
  if (position.lastSaid === key) return;
  position.lastSaid = key;
  yield { type: 'state', state };
}
