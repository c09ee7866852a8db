import { textAt } from '../object-fields.ts';
import type { KubeObject, KubeSession } from '../ports/kube.ts';
import { CLUSTERS } from './open-target.ts';

/** Written by our import, since KubeSphere fills `status.uid` only when the member has joined, and 3.0–3.2 never. */
export const CLUSTER_UID_ANNOTATION = 'flotilla.io/cluster-uid';
export const IMPORT_REQUEST_ANNOTATION = 'flotilla.io/import-request';
export const CREATOR_ANNOTATION = 'kubesphere.io/creator';

/** A cluster's identity: the UID of its namespace kube-system, and where it is dialled. */
export interface ClusterIdentity {
  readonly uid: string;
  readonly server: string;
}

/** Whether a Cluster object stands for that cluster. By UID where the object knows one; else by address, as KubeSphere 3.0–3.2 do. */
export function standsFor(object: KubeObject, identity: ClusterIdentity): boolean {
  const uid =
    textAt(object, 'status', 'uid') ?? textAt(object, 'metadata', 'annotations', CLUSTER_UID_ANNOTATION);
  if (uid !== undefined) return uid === identity.uid;
  return textAt(object, 'spec', 'connection', 'kubernetesAPIEndpoint') === identity.server;
}

/**
 * The Cluster that stands for the same cluster as `created` and was there first, if any. `seen` is a list made before `created` was; what came in between
 * is read from the watch, whose order is the API server's own: of several importers on several servers exactly one finds nobody before itself.
 */
export async function findOlderTwin(
  session: KubeSession,
  options: {
    readonly created: KubeObject;
    readonly identity: ClusterIdentity;
    readonly seen: { readonly items: readonly KubeObject[]; readonly resourceVersion: string };
    readonly signal: AbortSignal;
  },
): Promise<KubeObject | undefined> {
  const { created, identity, seen, signal } = options;
  const twins = new Map<string, KubeObject>();
  const note = (object: KubeObject): void => {
    const { uid = '' } = object.metadata;
    if (uid !== created.metadata.uid && standsFor(object, identity)) twins.set(uid, object);
  };
  seen.items.forEach(note);
  const since = { resourceVersion: seen.resourceVersion };
  for await (const event of session.watch(CLUSTERS, since, { signal })) {
    if (event.type === 'bookmark') continue;
    if (event.type === 'expired') break;
    if (event.object.metadata.uid === created.metadata.uid) return twins.values().next().value;
    if (event.type === 'deleted') twins.delete(event.object.metadata.uid ?? '');
    else note(event.object);
  }
  // The watch ended before it came to us (a restarted API server): what the objects themselves say must do, to the second.
  const { items } = await session.list(CLUSTERS, {}, { signal });
  return items.find((object) => standsFor(object, identity) && isBefore(object, created));
}

function isBefore(one: KubeObject, other: KubeObject): boolean {
  const [a, b] = [one, other].map((object) => textAt(object, 'metadata', 'creationTimestamp') ?? '');
  if (a === undefined || b === undefined || a === b) return one.metadata.name < other.metadata.name;
  return a < b;
}
