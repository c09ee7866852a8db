import { setTimeout as delay } from 'node:timers/promises';
import type { KubeObject } from '../api-server/kube-object.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';

export interface ObjectChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

/** The identity of an object inside one listed resource. */
export function objectKey({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

const RETRY_MS = 500;

/**
 * Everything under `path`, for ever: the list as ADDED, then changes, re-listed when the watch is too old (410) or
 * the server goes away. An object deleted and re-created between two lists is told as DELETED and ADDED, as an
 * informer would. Ends quietly when aborted.
 */
export async function* followObjects(
  client: KubeClient,
  path: string,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<ObjectChange, void> {
  const known = new Map<string, KubeObject>();
  let resourceVersion = '';
  while (!signal.aborted) {
    try {
      if (resourceVersion === '') {
        const listed = await client.list(path, { signal });
        yield* changesBetween(known, listed.items);
        resourceVersion = listed.resourceVersion;
      }
      for await (const { type, object } of client.watch(path, { signal, resourceVersion })) {
        resourceVersion = object.metadata.resourceVersion ?? resourceVersion;
        if (type === 'BOOKMARK') continue;
        if (type === 'DELETED') known.delete(objectKey(object));
        else known.set(objectKey(object), object);
        yield { type, object };
      }
      // A server that ends watches at once must not turn this into a busy loop.
      await delay(50, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (isKubeError(error, 410)) resourceVersion = '';
      else await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

function* changesBetween(
  known: Map<string, KubeObject>,
  listed: readonly KubeObject[],
): Generator<ObjectChange> {
  const present = new Set(listed.map(objectKey));
  for (const [key, object] of [...known]) {
    if (present.has(key)) continue;
    known.delete(key);
    yield { type: 'DELETED', object };
  }
  for (const object of listed) {
    const key = objectKey(object);
    const before = known.get(key);
    known.set(key, object);
    if (before && before.metadata.uid !== object.metadata.uid) yield { type: 'DELETED', object: before };
    if (before?.metadata.uid !== object.metadata.uid) yield { type: 'ADDED', object };
    else if (before?.metadata.resourceVersion !== object.metadata.resourceVersion)
      yield { type: 'MODIFIED', object };
  }
}

/** Waits until the one object at `collection`/`name` satisfies `accept` and returns it. Throws when aborted. */
export async function untilObject(
  client: KubeClient,
  { collection, name, accept }: { collection: string; name: string; accept: (object: KubeObject) => boolean },
  { signal }: { signal: AbortSignal },
): Promise<KubeObject> {
  const path = `${collection}?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`;
  for await (const { type, object } of followObjects(client, path, { signal })) {
    if (type !== 'DELETED' && object.metadata.name === name && accept(object)) return object;
  }
  throw signal.reason;
}
