import type { ClusterList, ClustersItem, HostState } from '@flotilla/contracts';
import type { ClusterSummary } from '@flotilla/kubesphere';

/** All clusters as the host knows them, and the host itself. */
export interface Fleet {
  readonly host: HostState;
  /** Host first, then by name. */
  readonly clusters: readonly ClusterSummary[];
  /** Set while the BFF cannot follow the host: everything is as of then. */
  readonly stale?: { readonly since: string; readonly raw?: string };
}

export function toFleet(list: ClusterList): Fleet {
  return { host: list.host, clusters: list.clusters.toSorted(hostFirst) };
}

/** The fleet after a batch of the `clusters` stream; undefined until the first snapshot. */
export function reduceFleet(fleet: Fleet | undefined, items: readonly ClustersItem[]): Fleet | undefined {
  return items.reduce(reduceItem, fleet);
}

function reduceItem(fleet: Fleet | undefined, item: ClustersItem): Fleet | undefined {
  if (item.type === 'snapshot') return toFleet(item);
  if (fleet === undefined) return undefined;
  switch (item.type) {
    case 'changed':
      return { host: fleet.host, clusters: putCluster(fleet.clusters, item.cluster) };
    case 'removed':
      return { host: fleet.host, clusters: fleet.clusters.filter(({ name }) => name !== item.name) };
    case 'host':
      return { ...fleet, host: item.host };
    case 'stale':
      return {
        host: fleet.host,
        clusters: fleet.clusters,
        stale: { since: item.since, ...(item.raw === undefined ? {} : { raw: item.raw }) },
      };
  }
}

function putCluster(clusters: readonly ClusterSummary[], cluster: ClusterSummary): readonly ClusterSummary[] {
  const at = clusters.findIndex(({ name }) => name === cluster.name);
  const isSamePlace = at >= 0 && clusters[at]?.isHost === cluster.isHost;
  if (isSamePlace) return clusters.with(at, cluster);
  return [...clusters.filter(({ name }) => name !== cluster.name), cluster].toSorted(hostFirst);
}

function hostFirst(a: ClusterSummary, b: ClusterSummary): number {
  if (a.isHost !== b.isHost) return a.isHost ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
