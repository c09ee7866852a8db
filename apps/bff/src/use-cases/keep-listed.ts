import { setTimeout as wait } from 'node:timers/promises';
import {
  KubeFailure,
  type CallOptions,
  type KubeObject,
  type KubeSession,
  type Resource,
} from '../ports/kube.ts';
import { backoffMs } from '../streams/backoff.ts';

/** How often to look whether a kind is served by now. */
const UNSERVED_INTERVAL_MS = 1_000;

export interface Listed {
  readonly resource: Resource;
  readonly name?: string;
  /** All objects there are, by UID; `undefined` while the kind is not served. Called after every change. */
  readonly onObjects: (objects: ReadonlyMap<string, KubeObject> | undefined) => void;
  /** The objects are what they were until this failed; called until a list succeeds again. */
  readonly onFailure: (failure: KubeFailure) => void;
}

const keyOf = ({ metadata }: KubeObject): string => metadata.uid ?? metadata.name;

/** Watches from `resourceVersion` on, again and again after clean ends; returns when the version is too old and all must be listed anew. */
async function watchOn(
  session: KubeSession,
  { resource, name, onObjects }: Listed,
  {
    objects,
    resourceVersion,
    signal,
  }: CallOptions & { objects: Map<string, KubeObject>; resourceVersion: string },
): Promise<void> {
  let version = resourceVersion;
  for (;;) {
    const query = { resourceVersion: version, ...(name !== undefined && { name }) };
    for await (const event of session.watch(resource, query, { signal })) {
      if (event.type === 'expired') return;
      if (event.type === 'bookmark') {
        version = event.resourceVersion;
        continue;
      }
      version = event.object.metadata.resourceVersion ?? version;
      if (event.type === 'deleted') objects.delete(keyOf(event.object));
      else objects.set(keyOf(event.object), event.object);
      onObjects(objects);
    }
    await wait(backoffMs(0), undefined, { signal });
  }
}

/** Lists and watches until aborted: through 410s, restarts and kinds that are not served yet. Rejects only with the signal's reason or a bug. */
export async function keepListed(
  session: KubeSession,
  listed: Listed,
  { signal }: CallOptions,
): Promise<void> {
  const { resource, name, onObjects, onFailure } = listed;
  const query = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { items, resourceVersion } = await session.list(resource, query, { signal });
      attempt = 0;
      const objects = new Map(items.map((object) => [keyOf(object), object]));
      onObjects(objects);
      await watchOn(session, listed, { objects, resourceVersion, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof KubeFailure)) throw error;
      const isUnserved = error.kind === 'not-found';
      if (isUnserved) onObjects(undefined);
      else onFailure(error);
      await wait(isUnserved ? UNSERVED_INTERVAL_MS : backoffMs(attempt), undefined, { signal });
    }
  }
}
