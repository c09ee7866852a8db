import type { ClusterSummary } from '@flotilla/kubesphere';
import type { StateTone } from '../ui/state-badge.tsx';

export type StateKind = ClusterSummary['status']['state'];

/** How a state looks; its word is `common.clusterState`. */
export const STATE_TONES: Readonly<Record<StateKind, StateTone>> = {
  ready: 'ok',
  joining: 'busy',
  stale: 'warn',
  failed: 'fail',
  removing: 'neutral',
};

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether a credential's end is worth a warning. */
export function expiryTone(iso: string, now: number): 'ok' | 'warn' | 'fail' {
  const left = Date.parse(iso) - now;
  if (left <= 0) return 'fail';
  return left < SOON_DAYS * DAY_MS ? 'warn' : 'ok';
}

/** When the host last heard of the cluster: the newest time its Ready condition names. */
export function heartbeatOf(cluster: ClusterSummary): string | undefined {
  if ('heartbeatAt' in cluster.status) return cluster.status.heartbeatAt;
  return cluster.conditions.find(({ type }) => type === 'Ready')?.lastUpdateTime;
}
