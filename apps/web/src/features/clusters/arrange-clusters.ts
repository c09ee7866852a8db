import type { ClusterSummary } from '@flotilla/kubesphere';
import type { StateKind } from '../../shared/fleet/cluster-state.ts';

export const SORTS = ['name', 'state', 'created', 'expiry'] as const;
export type Sort = (typeof SORTS)[number];

export interface Arrangement {
  readonly text: string;
  readonly state: StateKind | '';
  readonly tag: string;
  readonly sort: Sort;
}

export const PLAIN_ARRANGEMENT: Arrangement = { text: '', state: '', tag: '', sort: 'name' };

const WORST_FIRST: readonly StateKind[] = ['failed', 'stale', 'removing', 'joining', 'ready'];

/** What is shown, in order; the host stays first whatever the order. */
export function arrangeClusters(
  clusters: readonly ClusterSummary[],
  arrangement: Arrangement,
): readonly ClusterSummary[] {
  const words = arrangement.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = clusters.filter(
    (cluster) =>
      (arrangement.state === '' || cluster.status.state === arrangement.state) &&
      (arrangement.tag === '' || cluster.tag === arrangement.tag) &&
      matches(cluster, words),
  );
  const compare = COMPARE[arrangement.sort];
  return kept.toSorted((a, b) => Number(b.isHost) - Number(a.isHost) || compare(a, b) || byName(a, b));
}

export function tagsOf(clusters: readonly ClusterSummary[]): readonly string[] {
  return [...new Set(clusters.flatMap(({ tag }) => (tag === undefined ? [] : [tag])))].toSorted();
}

export interface Tally {
  readonly ready: number;
  readonly joining: number;
  readonly attention: number;
}

export function tallyOf(clusters: readonly ClusterSummary[]): Tally {
  const count = (...states: StateKind[]) =>
    clusters.filter(({ status }) => states.includes(status.state)).length;
  return { ready: count('ready'), joining: count('joining'), attention: count('failed', 'stale') };
}

function matches(cluster: ClusterSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, alias, tag, provider, kubernetesVersion, kubesphereVersion, server, description } = cluster;
  const text = [name, alias, tag, provider, kubernetesVersion, kubesphereVersion, server, description]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

const byName = (a: ClusterSummary, b: ClusterSummary) => (a.name < b.name ? -1 : 1);

const COMPARE: Readonly<Record<Sort, (a: ClusterSummary, b: ClusterSummary) => number>> = {
  name: byName,
  state: (a, b) => WORST_FIRST.indexOf(a.status.state) - WORST_FIRST.indexOf(b.status.state),
  created: (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
  expiry: (a, b) => expiry(a) - expiry(b),
};

function expiry(cluster: ClusterSummary): number {
  return cluster.kubeconfigExpiresAt === undefined
    ? Number.MAX_SAFE_INTEGER
    : Date.parse(cluster.kubeconfigExpiresAt);
}
