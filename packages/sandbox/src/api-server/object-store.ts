import type { StoredObject } from './kube-object.ts';
import { storageKeyOf } from './resource-type.ts';

/** What names a kind of object in storage. */
export interface StoreResource {
  group: string;
  plural: string;
}

/** One committed write. `object` carries the resourceVersion of the write, also for DELETED. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  object: StoredObject;
  previous?: StoredObject;
}

export interface Snapshot {
  revision: number;
  items: StoredObject[];
}

interface Shelf {
  objects: Map<string, StoredObject>;
  history: StoreEvent[];
  /** Writes up to here are forgotten: nobody can resume from an earlier revision. */
  forgottenUpTo: number;
  listeners: Set<(event: StoreEvent) => void>;
}

const HISTORY_PER_RESOURCE = 2_000;

/**
 * The etcd of the sandbox: objects by resource, namespace and name, one counter of revisions, a bounded history.
 * Knows no Kubernetes rules; objects must not be changed in place.
 */
export class ObjectStore {
  #revision = 1;
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Set<(resource: StoreResource, event: StoreEvent) => void>();
  readonly #historyLimit: number;

  constructor(options: { historyLimit?: number } = {}) {
    this.#historyLimit = options.historyLimit ?? HISTORY_PER_RESOURCE;
  }

  /** The revision of the last write. */
  get revision(): number {
    return this.#revision;
  }

  get(resource: StoreResource, namespace: string | undefined, name: string): StoredObject | undefined {
    return this.#shelf(resource).objects.get(keyOf(namespace, name));
  }

  /** All objects of a resource now, ordered by namespace and name. */
  list(resource: StoreResource, namespace?: string): StoredObject[] {
    const items = [...this.#shelf(resource).objects.values()].filter((item) => isIn(item, namespace));
    return items.toSorted(byKey);
  }

  /** The objects as they were at a revision; undefined when that is forgotten. */
  listAt(resource: StoreResource, namespace: string | undefined, revision: number): Snapshot | undefined {
    const shelf = this.#shelf(resource);
    if (revision < shelf.forgottenUpTo) return undefined;
    const objects = new Map(shelf.objects);
    for (const event of shelf.history.toReversed()) {
      if (event.revision <= revision) break;
      const key = keyOf(event.object.metadata.namespace, event.object.metadata.name);
      if (event.previous === undefined) objects.delete(key);
      else objects.set(key, event.previous);
    }
    return { revision, items: [...objects.values()].filter((item) => isIn(item, namespace)).toSorted(byKey) };
  }

  /** Stores an object, new or changed, under the next revision; returns it as stored. */
  put(resource: StoreResource, object: StoredObject): StoredObject {
    const shelf = this.#shelf(resource);
    const key = keyOf(object.metadata.namespace, object.metadata.name);
    const previous = shelf.objects.get(key);
    const stored = this.#stamp(object);
    shelf.objects.set(key, stored);
    this.#publish(resource, shelf, {
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      revision: this.#revision,
      object: stored,
      ...(previous === undefined ? {} : { previous }),
    });
    return stored;
  }

  /** Removes an object; returns it as the DELETED event shows it, or undefined when there was none. */
  remove(resource: StoreResource, namespace: string | undefined, name: string): StoredObject | undefined {
    const shelf = this.#shelf(resource);
    const previous = shelf.objects.get(keyOf(namespace, name));
    if (previous === undefined) return undefined;
    shelf.objects.delete(keyOf(namespace, name));
    const object = this.#stamp(previous);
    this.#publish(resource, shelf, { type: 'DELETED', revision: this.#revision, object, previous });
    return object;
  }

  /** The writes after a revision, oldest first; undefined when some of them are forgotten. */
  since(resource: StoreResource, revision: number): StoreEvent[] | undefined {
    const shelf = this.#shelf(resource);
    if (revision < shelf.forgottenUpTo) return undefined;
    return shelf.history.filter((event) => event.revision > revision);
  }

  /** The oldest revision a watch of this resource may resume from. */
  oldest(resource: StoreResource): number {
    return this.#shelf(resource).forgottenUpTo;
  }

  /** Forgets the history, as etcd compaction does: resuming from before now is then answered with 410. */
  compact(): void {
    for (const shelf of this.#shelves.values()) {
      shelf.history = [];
      shelf.forgottenUpTo = this.#revision;
    }
  }

  /** Hears every write of one resource, synchronously. Returns the way to stop. */
  subscribe(resource: StoreResource, listener: (event: StoreEvent) => void): () => void {
    const { listeners } = this.#shelf(resource);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Hears every write. Returns the way to stop. */
  subscribeAll(listener: (resource: StoreResource, event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shelf(resource: StoreResource): Shelf {
    const key = storageKeyOf(resource);
    const found = this.#shelves.get(key);
    if (found !== undefined) return found;
    const shelf: Shelf = { objects: new Map(), history: [], forgottenUpTo: 1, listeners: new Set() };
    this.#shelves.set(key, shelf);
    return shelf;
  }

  #stamp(object: StoredObject): StoredObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #publish(resource: StoreResource, shelf: Shelf, event: StoreEvent): void {
    shelf.history.push(event);
    if (shelf.history.length > this.#historyLimit * 1.25) {
      const dropped = shelf.history.splice(0, shelf.history.length - this.#historyLimit);
      shelf.forgottenUpTo = dropped.at(-1)?.revision ?? shelf.forgottenUpTo;
    }
    for (const listener of [...shelf.listeners]) listener(event);
    for (const listener of [...this.#listeners]) listener(resource, event);
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function isIn(object: StoredObject, namespace: string | undefined): boolean {
  return namespace === undefined || object.metadata.namespace === namespace;
}

function byKey(a: StoredObject, b: StoredObject): number {
  const [left, right] = [a, b].map(({ metadata }) => `${metadata.namespace ?? ''}\0${metadata.name}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
