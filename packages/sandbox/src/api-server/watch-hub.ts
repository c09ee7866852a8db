import type { StoredObject } from './kube-object.ts';
import type { ObjectStore, StoreEvent, StoreResource } from './object-store.ts';
import type { ObjectFilter } from './selectors.ts';

export type WatchEvent = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: StoredObject };

export interface Watching {
  resource: StoreResource;
  namespace?: string;
  matches: ObjectFilter;
}

/** What one write looks like through a selector: an object that stops matching is a DELETED. */
function toWatchEvent(event: StoreEvent, { namespace, matches }: Watching): WatchEvent | undefined {
  if (namespace !== undefined && event.object.metadata.namespace !== namespace) return undefined;
  const isNow = event.type !== 'DELETED' && matches(event.object);
  const wasBefore = event.previous !== undefined && matches(event.previous);
  if (isNow) return { type: wasBefore ? 'MODIFIED' : 'ADDED', object: event.object };
  if (!wasBefore || event.previous === undefined) return undefined;
  if (event.type === 'DELETED') return { type: 'DELETED', object: event.object };
  // The last state that matched, under the revision of the write that ended it.
  const { resourceVersion } = event.object.metadata;
  return {
    type: 'DELETED',
    object: { ...event.previous, metadata: { ...event.previous.metadata, resourceVersion } },
  };
}

/**
 * Delivers the writes after a revision, first from history and then live, each exactly once and in order.
 * Undefined when the history no longer reaches back; call the result to stop.
 */
export function openWatch(
  store: ObjectStore,
  watching: Watching,
  { after, deliver }: { after: number; deliver: (event: WatchEvent) => void },
): (() => void) | undefined {
  const past = store.since(watching.resource, after);
  if (past === undefined) return undefined;
  const pass = (event: StoreEvent) => {
    const seen = event.revision > after ? toWatchEvent(event, watching) : undefined;
    if (seen !== undefined) deliver(seen);
  };
  for (const event of past) pass(event);
  return store.subscribe(watching.resource, pass);
}
