import type { InstallerLogItem } from '@flotilla/contracts';
import type { LogCursor } from '@flotilla/kubesphere';
import { createLogRing, type LogRing, type RingPlace } from './log-ring.ts';

/** About ten thousand lines: enough for every viewer that is merely slow. */
const RING_BYTES = 2_097_152;

export interface Followed {
  readonly after?: LogCursor;
  readonly signal: AbortSignal;
}
type Follow = (options: Followed) => AsyncIterable<InstallerLogItem>;

export interface SharedLogs {
  /**
   * The log behind `follow`, shared with everybody who follows the same `key`. Rejects with upstream's failure, or with the signal's reason. The last one to
   * leave closes upstream.
   */
  follow(key: string, follow: Follow, options: Followed): AsyncIterable<InstallerLogItem>;
}

/** One upstream and its ring. It is read when the viewer that is furthest asks for more, and only then. */
interface Hub {
  readonly ring: LogRing;
  readonly start: LogCursor | undefined;
  viewers: number;
  isOver: boolean;
  failure: { readonly error: unknown } | undefined;
  /** Resolves when something came, or upstream ended. */
  advance(): Promise<void>;
  close(): Promise<void>;
}

function openHub(follow: Follow, start: LogCursor | undefined, maxBytes: number): Hub {
  const closing = new AbortController();
  const items = follow({ signal: closing.signal, ...(start && { after: start }) })[Symbol.asyncIterator]();
  const ring = createLogRing(start, maxBytes);
  let pulling: Promise<void> | undefined;
  const pull = async (): Promise<void> => {
    try {
      const pulled = await items.next();
      if (pulled.done) hub.isOver = true;
      else ring.push(pulled.value);
    } catch (error) {
      hub.isOver = true;
      hub.failure = { error };
    } finally {
      pulling = undefined;
    }
  };
  const hub: Hub = {
    ring,
    start,
    viewers: 0,
    isOver: false,
    failure: undefined,
    advance() {
      if (pulling) return pulling;
      pulling = pull();
      return pulling;
    },
    async close() {
      hub.isOver = true;
      closing.abort();
      await items.return?.().catch(() => undefined);
    },
  };
  return hub;
}

/** Resolves or rejects with `work`, or rejects as soon as the signal aborts. */
async function orAbort(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}

const isUnbroken = ({ ring, start }: Hub): boolean => ring.first === 0 && start === undefined;

function placeFor(hub: Hub, after: LogCursor | undefined): RingPlace | undefined {
  if (after === undefined) return isUnbroken(hub) ? { index: 0, linesRead: 0 } : undefined;
  return hub.ring.locate(after);
}

/** From a place in the ring on, for ever; what fell off meanwhile is told by its number of lines. */
async function* readRing(hub: Hub, place: RingPlace, signal: AbortSignal): AsyncGenerator<InstallerLogItem> {
  const { ring } = hub;
  let { index, linesRead } = place;
  if (index > 0 && ring.lastState) yield ring.lastState;
  if (place.left) yield place.left;
  for (;;) {
    signal.throwIfAborted();
    if (index < ring.first) {
      const lines = (ring.at(ring.first)?.linesBefore ?? ring.linesPushed) - linesRead;
      index = ring.first;
      linesRead += lines;
      if (lines > 0) yield { type: 'gap', reason: 'viewer-too-slow', lines };
    }
    const entry = ring.at(index);
    if (entry) {
      index += 1;
      if (entry.item.type === 'lines') linesRead += entry.item.lines.length;
      yield entry.item;
    } else if (hub.failure) throw hub.failure.error;
    else if (hub.isOver) return;
    else await orAbort(hub.advance(), signal);
  }
}

/** Reads by itself until it meets the ring. Returns the meeting place, or undefined when its own upstream ended. */
async function* catchUp(
  hub: Hub,
  follow: Follow,
  options: Followed,
): AsyncGenerator<InstallerLogItem, RingPlace | undefined> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  try {
    for await (const item of follow({ ...options, signal })) {
      yield item;
      const place = item.type === 'lines' ? hub.ring.locate(item.cursor) : undefined;
      if (place) return place;
    }
    return undefined;
  } finally {
    leaving.abort();
  }
}

/** Shares one upstream among all who follow the same log; holds nothing while nobody follows. */
export function createSharedLogs({ maxBytes = RING_BYTES }: { maxBytes?: number } = {}): SharedLogs {
  const hubs = new Map<string, Hub>();
  const join = (key: string, follow: Follow, after: LogCursor | undefined): Hub => {
    const running = hubs.get(key);
    const hub = running && !running.isOver ? running : openHub(follow, after, maxBytes);
    hubs.set(key, hub);
    hub.viewers += 1;
    return hub;
  };
  const leave = async (key: string, hub: Hub): Promise<void> => {
    hub.viewers -= 1;
    if (hub.viewers > 0) return;
    if (hubs.get(key) === hub) hubs.delete(key);
    await hub.close();
  };
  return {
    async *follow(key, follow, options) {
      const { after, signal } = options;
      const hub = join(key, follow, after);
      try {
        const isFirst = hub.viewers === 1 && hub.ring.end === 0;
        const place = isFirst
          ? { index: 0, linesRead: 0 }
          : (placeFor(hub, after) ?? (yield* catchUp(hub, follow, options)));
        if (place) yield* readRing(hub, place, signal);
      } finally {
        await leave(key, hub);
      }
    },
  };
}
