import { MAX_BATCH_LINES, MAX_LINE_BYTES, type InstallerLogItem, type LogLine } from '@flotilla/contracts';
import {
  advanceCursor,
  dropHeld,
  parseLogLine,
  redactLogLine,
  type LogCursor,
  type LogSource,
} from '@flotilla/kubesphere';
import { createLineSplitter, type RawLine } from '../streams/split-lines.ts';

const MAX_BATCH_BYTES = 65_536;
/** The kubelet's timestamp comes on top of the text. */
const TIMESTAMP_BYTES = 40;

type Item = Extract<InstallerLogItem, { type: 'lines' | 'gap' }>;

export interface InstallerLines {
  /** Items of what is new in this chunk, none larger than a batch may be. */
  push(chunk: Uint8Array): Item[];
  /** Whether something came after the last newline. */
  hasRest(): boolean;
  /** The unfinished line, for when nobody will ever finish it. */
  takeRest(): Item[];
  readonly cursor: LogCursor | undefined;
}

function toLine({ text: raw, cut }: RawLine): LogLine | undefined {
  const line = parseLogLine(raw);
  // Without a timestamp it is no line of the container (a message of the API server): it has no place in the log.
  return line && { at: line.at, text: redactLogLine(line.text), ...(cut && { cut: true }) };
}

/**
 * Bytes of one container start to lines with a cursor. Reading again from the cursor's second, lines held already are dropped; if the held ones are gone
 * from the file, a gap says so. Secrets are masked before anything leaves.
 */
export function readInstallerLines(source: LogSource, after: LogCursor | undefined): InstallerLines {
  const isSame = after?.podUid === source.podUid && after.restarts === source.restarts;
  const splitter = createLineSplitter(MAX_LINE_BYTES + TIMESTAMP_BYTES);
  const isNew = dropHeld(isSame ? after : undefined);
  let cursor = after;
  let rest: RawLine | undefined;
  let isLost = isSame;

  const toItems = (rawLines: readonly RawLine[]): Item[] => {
    const items: Item[] = [];
    let lines: LogLine[] = [];
    let bytes = 0;
    const flush = (): void => {
      if (lines.length > 0 && cursor) items.push({ type: 'lines', lines, cursor });
      lines = [];
      bytes = 0;
    };
    for (const raw of rawLines) {
      const line = toLine(raw);
      if (!line) continue;
      if (line.at === after?.at) isLost = false;
      if (!isNew(line)) continue;
      if (isLost) items.push({ type: 'gap', reason: 'log-rotated' });
      isLost = false;
      const size = line.text.length + TIMESTAMP_BYTES;
      if (lines.length >= MAX_BATCH_LINES || bytes + size > MAX_BATCH_BYTES) flush();
      cursor = advanceCursor(cursor, source, line.at);
      lines.push(line);
      bytes += size;
    }
    flush();
    return items;
  };

  return {
    push: (chunk) => toItems(splitter.push(chunk)),
    hasRest() {
      rest ??= splitter.rest();
      return rest !== undefined;
    },
    takeRest() {
      rest ??= splitter.rest();
      const items = rest ? toItems([rest]) : [];
      rest = undefined;
      return items;
    },
    get cursor() {
      return cursor;
    },
  };
}
