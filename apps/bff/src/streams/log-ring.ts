import type { InstallerLogItem } from '@flotilla/contracts';
import { advanceCursor, type LogCursor } from '@flotilla/kubesphere';

type Lines = Extract<InstallerLogItem, { type: 'lines' }>;
type State = Extract<InstallerLogItem, { type: 'state' }>;

export interface RingEntry {
  readonly item: InstallerLogItem;
  readonly bytes: number;
  /** How many lines came before this entry, since the ring began. */
  readonly linesBefore: number;
  /** Where a reader stands who took in everything before. */
  readonly before: LogCursor | undefined;
}

/** A place in the ring: the next entry to read, and what is left of the entry before it. */
export interface RingPlace {
  readonly index: number;
  /** Lines that are behind the reader by then, counted since the ring began. */
  readonly linesRead: number;
  readonly left?: Lines;
}

export interface LogRing {
  /** The oldest entry still held, and one behind the newest. */
  readonly first: number;
  readonly end: number;
  readonly lastState: State | undefined;
  /** All lines ever pushed. */
  readonly linesPushed: number;
  push(item: InstallerLogItem): void;
  at(index: number): RingEntry | undefined;
  /** The place right behind this cursor; undefined when the ring does not hold the line it stands on. */
  locate(cursor: LogCursor): RingPlace | undefined;
}

const ITEM_BYTES = 100;
const LINE_BYTES = 60;

const isAt = (cursor: LogCursor | undefined, other: LogCursor): boolean =>
  cursor?.podUid === other.podUid &&
  cursor.restarts === other.restarts &&
  cursor.at === other.at &&
  cursor.sameAt === other.sameAt;

const bytesOf = (item: InstallerLogItem): number =>
  item.type === 'lines'
    ? item.lines.reduce((sum, { text }) => sum + text.length * 2 + LINE_BYTES, ITEM_BYTES)
    : ITEM_BYTES;

/** What follows the cursor inside this entry; undefined when the cursor stands elsewhere. */
function rest({ item, before }: RingEntry, cursor: LogCursor): Lines | undefined {
  if (item.type !== 'lines') return undefined;
  const isSource = item.cursor.podUid === cursor.podUid && item.cursor.restarts === cursor.restarts;
  if (!isSource) return undefined;
  let walked = before;
  for (const [index, { at }] of item.lines.entries()) {
    walked = advanceCursor(walked, item.cursor, at);
    if (isAt(walked, cursor)) return { ...item, lines: item.lines.slice(index + 1) };
  }
  return undefined;
}

/** The newest items of a log within `maxBytes`; older ones fall off. Entries keep their index for ever. */
export function createLogRing(start: LogCursor | undefined, maxBytes: number): LogRing {
  const entries: RingEntry[] = [];
  let first = 0;
  let bytes = 0;
  let lines = 0;
  let cursor = start;
  let lastState: State | undefined;
  return {
    get first() {
      return first;
    },
    get end() {
      return first + entries.length;
    },
    get linesPushed() {
      return lines;
    },
    get lastState() {
      return lastState;
    },
    push(item) {
      const entry = { item, bytes: bytesOf(item), linesBefore: lines, before: cursor };
      entries.push(entry);
      bytes += entry.bytes;
      if (item.type === 'state') lastState = item;
      if (item.type === 'lines') {
        lines += item.lines.length;
        ({ cursor } = item);
      }
      while (bytes > maxBytes && entries.length > 1) {
        bytes -= entries.shift()?.bytes ?? 0;
        first += 1;
      }
    },
    at: (index) => entries[index - first],
    locate(wanted) {
      if (isAt(cursor, wanted)) return { index: first + entries.length, linesRead: lines };
      // From the newest: who comes back is seldom far behind.
      for (let place = entries.length - 1; place >= 0; place -= 1) {
        const entry = entries[place];
        const left = entry && rest(entry, wanted);
        if (!left) continue;
        const linesRead = entries[place + 1]?.linesBefore ?? lines;
        return { index: first + place + 1, linesRead, ...(left.lines.length > 0 && { left }) };
      }
      const oldest = entries[0];
      if (!oldest || !isAt(oldest.before, wanted)) return undefined;
      return { index: first, linesRead: oldest.linesBefore };
    },
  };
}
