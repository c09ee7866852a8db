import type { LogLine } from '@flotilla/contracts';
import { lineLevel } from '@flotilla/kubesphere';
import { passesFilter, type GapReason, type LogFilter, type LogRow } from './log-row.ts';
import { createRing } from './ring.ts';

/** Counts that always add up: received = shown + earlier + filtered + dropped. Gap rows are not lines and are not counted. */
export interface LogCounts {
  readonly received: number;
  readonly shown: number;
  /** Held back because they are older than `since`. */
  readonly earlier: number;
  readonly filtered: number;
  readonly dropped: number;
}

export interface LogSnapshot extends LogCounts {
  /** Rises with every change, so that memoised views know. */
  readonly version: number;
  /** Rows to show, gaps included. */
  readonly rows: number;
  readonly filter: LogFilter;
}

/** Rows outside React: a flood is appended here and told at most once per frame. */
export interface LogBuffer {
  append(lines: readonly LogLine[]): void;
  appendGap(reason: GapReason, lines?: number): void;
  setFilter(filter: LogFilter): void;
  /** Shows or holds back the lines before `since`. */
  setEarlierShown(shown: boolean): void;
  clear(): void;
  /** The row at a place of the shown ones, counted from 0. */
  rowAt(index: number): LogRow | undefined;
  /** Where a line stands among the shown rows: its index, or that of the next one shown. */
  indexOf(number: number): number;
  /** Number the next line will bear. */
  readonly nextNumber: number;
  subscribe(listener: () => void): () => void;
  getSnapshot(): LogSnapshot;
}

export interface LogBufferOptions {
  readonly capacity?: number;
  /** Instant (ISO) from which on lines are of interest. */
  readonly since?: string | undefined;
  /** Runs a function before the next paint; tests step it. */
  readonly onFrame?: (run: () => void) => void;
}

const DEFAULT_CAPACITY = 200_000;

export function createLogBuffer(options: LogBufferOptions = {}): LogBuffer {
  const { capacity = DEFAULT_CAPACITY, onFrame = (run) => requestAnimationFrame(run) } = options;
  const sinceMs = options.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(options.since);
  const held = createRing<LogRow>(capacity);
  const visible = createRing<LogRow>(capacity);
  const listeners = new Set<() => void>();
  let filter: LogFilter = 'all';
  let isEarlierShown = false;
  let received = 0;
  let dropped = 0;
  let shown = 0;
  let earlier = 0;
  /** First line at or after `since`; lines come in order, so the question is settled once. */
  let firstOfInterest: number | undefined = sinceMs === Number.NEGATIVE_INFINITY ? 0 : undefined;
  let isFramePending = false;
  let snapshot = takeSnapshot(0);

  function takeSnapshot(version: number): LogSnapshot {
    return {
      version,
      rows: visible.size,
      received,
      shown,
      earlier,
      filtered: received - shown - earlier - dropped,
      dropped,
      filter,
    };
  }
  const announce = (): void => {
    if (isFramePending) return;
    isFramePending = true;
    onFrame(() => {
      isFramePending = false;
      snapshot = takeSnapshot(snapshot.version + 1);
      for (const listener of listeners) listener();
    });
  };
  const isHeldBack = (row: LogRow): boolean =>
    !isEarlierShown && (firstOfInterest === undefined || row.number < firstOfInterest);
  const show = (row: LogRow): void => {
    const isLine = row.kind === 'line';
    if (isHeldBack(row)) earlier += isLine ? 1 : 0;
    else if (passesFilter(row, filter)) {
      visible.push(row);
      shown += isLine ? 1 : 0;
    }
  };
  const forget = (row: LogRow): void => {
    const isLine = row.kind === 'line';
    dropped += isLine ? 1 : 0;
    if (visible.at(0) === row) {
      visible.shift();
      shown -= isLine ? 1 : 0;
    } else if (isHeldBack(row)) earlier -= isLine ? 1 : 0;
  };
  const hold = (row: LogRow): void => {
    const gone = held.size === capacity ? held.shift() : undefined;
    if (gone) forget(gone);
    held.push(row);
    show(row);
  };
  const rebuild = (): void => {
    visible.clear();
    shown = 0;
    earlier = 0;
    for (let index = 0; index < held.size; index += 1) {
      const row = held.at(index);
      if (row) show(row);
    }
    announce();
  };

  return {
    append: (lines) => {
      for (const { at, text, cut } of lines) {
        received += 1;
        if (firstOfInterest === undefined && Date.parse(at) >= sinceMs) firstOfInterest = received;
        hold({ kind: 'line', number: received, at, text, level: lineLevel(text), cut: cut === true });
      }
      if (lines.length > 0) announce();
    },
    appendGap: (reason, lines) => {
      hold({ kind: 'gap', number: received, reason, ...(lines !== undefined && { lines }) });
      announce();
    },
    setFilter: (wanted) => {
      if (wanted === filter) return;
      filter = wanted;
      rebuild();
    },
    setEarlierShown: (wanted) => {
      if (wanted === isEarlierShown) return;
      isEarlierShown = wanted;
      rebuild();
    },
    clear: () => {
      held.clear();
      received = 0;
      dropped = 0;
      firstOfInterest = sinceMs === Number.NEGATIVE_INFINITY ? 0 : undefined;
      rebuild();
    },
    rowAt: (index) => visible.at(index),
    indexOf: (number) => lowerBound(visible.size, (index) => (visible.at(index)?.number ?? 0) < number),
    get nextNumber() {
      return received + 1;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}

/** The first index below `size` for which `isBefore` does not hold; numbers of shown rows never fall. */
function lowerBound(size: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
