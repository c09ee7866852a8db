import { setTimeout as wait } from 'node:timers/promises';
import type { ClustersItem, HostState } from '@flotilla/contracts';
import { toClusterSummary, type ClusterSummary } from '@flotilla/kubesphere';
import type { CallOptions, KubeObject } from '../ports/kube.ts';
import { createBell } from '../streams/bell.ts';
import { tellChanges } from '../streams/tell-changes.ts';
import { keepListed } from './keep-listed.ts';
import { CLUSTERS, type ClusterAccess } from './open-target.ts';

/** How often the host is asked how it stands; a heartbeat grows stale without any event, so summaries are made anew as well. */
const HOST_INTERVAL_MS = 5_000;

export interface WatchClustersOptions extends CallOptions {
  readonly readHostState: (access: ClusterAccess, options: CallOptions) => Promise<HostState>;
}

interface Picture {
  host: HostState | undefined;
  objects: ReadonlyMap<string, KubeObject> | undefined;
  isListed: boolean;
  outage: { readonly since: string; readonly raw: string } | undefined;
}

interface Told {
  host: string | undefined;
  clusters: Map<string, string>;
  isStale: boolean;
}

function summariesOf({ objects }: Picture, now: number): ClusterSummary[] {
  return [...(objects?.values() ?? [])].flatMap((object) => toClusterSummary(object, now) ?? []);
}

function remember(told: Told, host: HostState, clusters: readonly ClusterSummary[]): void {
  told.host = JSON.stringify(host);
  told.clusters = new Map(clusters.map((cluster) => [cluster.name, JSON.stringify(cluster)]));
  told.isStale = false;
}

function differences(told: Told, host: HostState, clusters: readonly ClusterSummary[]): ClustersItem[] {
  const names = new Set(clusters.map(({ name }) => name));
  const removed = [...told.clusters.keys()].filter((name) => !names.has(name));
  const changed = clusters.filter((cluster) => told.clusters.get(cluster.name) !== JSON.stringify(cluster));
  const isHostNew = told.host !== JSON.stringify(host);
  remember(told, host, clusters);
  return [
    ...removed.map((name): ClustersItem => ({ type: 'removed', name })),
    ...changed.map((cluster): ClustersItem => ({ type: 'changed', cluster })),
    ...(isHostNew ? [{ type: 'host', host } satisfies ClustersItem] : []),
  ];
}

/**
 * The fleet as the host has it: one snapshot, then every change, for ever. Where the kind is not served yet the snapshot is empty and says so. While the host
 * does not answer, one `stale`; when it does again, a new snapshot.
 */
export async function* watchClusters(
  access: ClusterAccess,
  { signal, readHostState }: WatchClustersOptions,
): AsyncGenerator<ClustersItem> {
  const bell = createBell();
  const picture: Picture = { host: undefined, objects: undefined, isListed: false, outage: undefined };
  const told: Told = { host: undefined, clusters: new Map(), isStale: false };

  const watchObjects = (life: AbortSignal): Promise<void> =>
    keepListed(
      access.host.session,
      {
        resource: CLUSTERS,
        onObjects(objects) {
          picture.objects = objects && new Map(objects);
          picture.isListed = true;
          picture.outage = undefined;
          bell.ring();
        },
        onFailure({ raw }) {
          picture.isListed = true;
          picture.outage ??= { since: new Date(access.clock.now()).toISOString(), raw };
          bell.ring();
        },
      },
      { signal: life },
    );
  const watchHost = async (life: AbortSignal): Promise<void> => {
    for (;;) {
      picture.host = await readHostState(access, { signal: life });
      life.throwIfAborted();
      bell.ring();
      await wait(HOST_INTERVAL_MS, undefined, { signal: life });
    }
  };

  const tell = (): { items: ClustersItem[] } => {
    const { host, outage, isListed } = picture;
    if (!host || !isListed) return { items: [] };
    const clusters = summariesOf(picture, access.clock.now());
    const isFirst = told.host === undefined;
    const items: ClustersItem[] = [];
    if (isFirst || (told.isStale && !outage)) {
      remember(told, host, clusters);
      items.push({ type: 'snapshot', host, clusters });
    } else items.push(...differences(told, host, clusters));
    if (!outage || told.isStale) return { items };
    told.isStale = true;
    return { items: [...items, { type: 'stale', ...outage }] };
  };
  yield* tellChanges({ tasks: [watchObjects, watchHost], bell, tell, signal });
}
