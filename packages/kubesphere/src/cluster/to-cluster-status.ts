import type { ClusterStatus, Condition } from './cluster-status.ts';

/** KubeSphere 3.0+ writes a cluster's conditions again every two minutes (`multicluster.clusterControllerResyncPeriod`); 4.1 every fifteen. */
export const RESYNC_PERIOD_MS = 120_000;
export const RESYNC_PERIOD_V4_MS = 900_000;

const newest = (conditions: readonly Condition[], type: string): Condition | undefined =>
  // 3.1+ appends the rewritten entry, so the last one of a type is the valid one.
  conditions.filter((condition) => condition.type === type).at(-1);

/** Reasons that only repeat the type or point to another condition; the useful text is elsewhere then. */
const EMPTY_REASONS = ['', 'Ready', 'Cluster join federation control plane failed'];

const usefulText = ({ reason = '', message = '' }: Condition): string => {
  if (!EMPTY_REASONS.includes(reason)) return reason;
  return message === '' ? reason : message;
};

const failureOf = (conditions: readonly Condition[]): Condition | undefined => {
  const failed = ['Federated', 'Ready']
    .flatMap((type) => newest(conditions, type) ?? [])
    .filter(({ status }) => status === 'False');
  // 3.3 and 3.4 put the raw error into Federated and a general sentence into Ready.
  return failed[0];
};

/**
 * The one state of a cluster from its conditions. A missing condition means "not reached yet"; Ready=True with a heartbeat older than three
 * resync periods is `stale`, because 3.3+ does not flip Ready when a member goes away. Instants are epoch milliseconds.
 */
export const toClusterStatus = (
  conditions: readonly Condition[],
  options: { readonly now: number; readonly deletionTimestamp?: string; readonly resyncPeriodMs?: number },
): ClusterStatus => {
  if (options.deletionTimestamp !== undefined) return { state: 'removing' };
  const failed = failureOf(conditions);
  if (failed) return { state: 'failed', condition: failed.type, text: usefulText(failed) };
  const ready = newest(conditions, 'Ready');
  if (ready?.status !== 'True') return { state: 'joining' };
  const heartbeatAt = ready.lastUpdateTime;
  const beat = heartbeatAt === undefined ? Number.NaN : Date.parse(heartbeatAt);
  if (heartbeatAt === undefined || Number.isNaN(beat)) return { state: 'ready' };
  const isStale = options.now - beat > 3 * (options.resyncPeriodMs ?? RESYNC_PERIOD_MS);
  return isStale ? { state: 'stale', heartbeatAt } : { state: 'ready', heartbeatAt };
};
