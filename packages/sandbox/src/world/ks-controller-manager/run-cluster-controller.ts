import { setTimeout as delay } from 'node:timers/promises';
import { objectAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { followObjects } from '../follow-objects.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { PATHS } from '../resource-paths.ts';
import { ensureHostCluster } from './host-cluster.ts';
import { probeVersion, syncCluster, type SyncContext } from './sync-cluster.ts';

const WORKERS = 3;
/** As the real controller's queue; after that only the next event or look brings a Cluster back. */
const MAX_RETRIES = 15;
/** However fast the world goes, members are not asked more often than this. */
const SHORTEST_RESYNC_MS = 1_000;

/**
 * The cluster controller of a host: makes the host's own Cluster, joins members on every change of spec or deletion,
 * and looks at all of them again each `resyncMs` of world time. Runs until the signal.
 */
export async function runClusterController(
  context: SyncContext,
  { hostName, resyncMs }: { hostName: string; resyncMs: number },
): Promise<void> {
  const { host, clock, release, signal } = context;
  const clusters = new Map<string, KubeObject>();
  const queue = createKeyedQueue((name) => syncCluster(name, context), {
    signal,
    workers: WORKERS,
    maxRetries: MAX_RETRIES,
  });

  const follow = async () => {
    for await (const { type, object } of followObjects(host, PATHS.clusters, { signal })) {
      const name = object.metadata.name ?? '';
      const before = clusters.get(name);
      if (type === 'DELETED') clusters.delete(name);
      else clusters.set(name, object);
      if (type !== 'DELETED' && (!before || isNewTask(before, object))) queue.add(name);
    }
  };
  const resync = async () => {
    while (!signal.aborted) {
      await Promise.all([
        clock.sleep(resyncMs, signal),
        delay(SHORTEST_RESYNC_MS, undefined, { signal, ref: false }),
      ]);
      await ensureHostCluster(hostName, { client: host, signal });
      for (const [name, cluster] of clusters) {
        // A look that fails, over a conflict say, is made again at the next one.
        if (release === '3.1' || release === '3.2')
          await probeVersion(cluster, context).catch(() => undefined);
        else queue.add(name);
      }
    }
  };
  const stopQuietly = (error: unknown) => {
    if (!signal.aborted) throw error;
  };
  await keepTrying(() => ensureHostCluster(hostName, { client: host, signal }), signal);
  await Promise.all([follow(), keepTrying(resync, signal).catch(stopQuietly)]);
  await queue.idle();
}

/** A change of spec or a deletion: status writes of our own do not count. */
function isNewTask(before: KubeObject, after: KubeObject): boolean {
  return (
    before.metadata.uid !== after.metadata.uid ||
    before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
    JSON.stringify(objectAt(before, 'spec')) !== JSON.stringify(objectAt(after, 'spec'))
  );
}

async function keepTrying(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch {
      // The API server is away or the CRD has just come: a controller tries until it may.
      await delay(500, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
