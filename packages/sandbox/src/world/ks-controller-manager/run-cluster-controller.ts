import { setTimeout as delay } from 'node:timers/promises';
import { objectAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { followObjects } from '../follow-objects.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import type { KubeClient } from '../kube-client.ts';
import { PATHS } from '../resource-paths.ts';
import type { WorldClock } from '../world-clock.ts';

const WORKERS = 3;
/** As the real controller's queue; after that only the next event or look brings a Cluster back. */
const MAX_RETRIES = 15;
/** However fast the world goes, members are not asked more often than this. */
const SHORTEST_RESYNC_MS = 1_000;

/** What one release of the cluster controller does; when it does it is the same in all. */
export interface ClusterController {
  /** Makes the Cluster that stands for the host itself, unless it is there. */
  ensureHost(): Promise<void>;
  /** One reconciliation; `again` asks for another at once. Throws when it should be tried again later. */
  sync(name: string): Promise<'done' | 'again'>;
  /** What a resync does with a Cluster where that is not a reconciliation. */
  probe?(cluster: KubeObject): Promise<void>;
  /** Annotations whose change is a task too. */
  readonly taskAnnotations?: readonly string[];
}

export interface ControllerSurroundings {
  host: KubeClient;
  clock: WorldClock;
  signal: AbortSignal;
  resyncMs: number;
}

/**
 * Drives the cluster controller of a host: on every change of spec or deletion, and for all Clusters again each
 * `resyncMs` of world time. Runs until the signal.
 */
export async function runClusterController(
  controller: ClusterController,
  { host, clock, signal, resyncMs }: ControllerSurroundings,
): Promise<void> {
  const clusters = new Map<string, KubeObject>();
  const work = async (name: string) => {
    if ((await controller.sync(name)) === 'again') queue.add(name);
  };
  const queue = createKeyedQueue(work, { signal, workers: WORKERS, maxRetries: MAX_RETRIES });

  const follow = async () => {
    for await (const { type, object } of followObjects(host, PATHS.clusters, { signal })) {
      const name = object.metadata.name ?? '';
      const before = clusters.get(name);
      if (type === 'DELETED') clusters.delete(name);
      else clusters.set(name, object);
      if (type !== 'DELETED' && (!before || isNewTask(before, object, controller.taskAnnotations ?? [])))
        queue.add(name);
    }
  };
  const resync = async () => {
    while (!signal.aborted) {
      await Promise.all([
        clock.sleep(resyncMs, signal),
        delay(SHORTEST_RESYNC_MS, undefined, { signal, ref: false }),
      ]);
      await controller.ensureHost();
      for (const [name, cluster] of clusters) {
        // A look that fails, over a conflict say, is made again at the next one.
        if (controller.probe) await controller.probe(cluster).catch(() => undefined);
        else queue.add(name);
      }
    }
  };
  const stopQuietly = (error: unknown) => {
    if (!signal.aborted) throw error;
  };
  await keepTrying(() => controller.ensureHost(), signal);
  await Promise.all([follow(), keepTrying(resync, signal).catch(stopQuietly)]);
  await queue.idle();
}

/** A change of spec, of such an annotation, or a deletion: status writes of our own do not count. */
function isNewTask(before: KubeObject, after: KubeObject, annotations: readonly string[]): boolean {
  return (
    before.metadata.uid !== after.metadata.uid ||
    before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
    JSON.stringify(objectAt(before, 'spec')) !== JSON.stringify(objectAt(after, 'spec')) ||
    annotations.some((key) => before.metadata.annotations?.[key] !== after.metadata.annotations?.[key])
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
