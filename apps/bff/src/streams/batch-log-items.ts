import { setTimeout as wait } from 'node:timers/promises';
import { BATCH_DELAY_MS, MAX_BATCH_LINES, type InstallerLogItem } from '@flotilla/contracts';

type Lines = Extract<InstallerLogItem, { type: 'lines' }>;
type Open<T> = (signal: AbortSignal) => AsyncIterable<T>;

const MAX_BATCH_CHARACTERS = 65_536;

const sizeOf = ({ lines }: Lines): number => lines.reduce((sum, { text }) => sum + text.length + 40, 0);

interface Draft {
  item: Lines;
  size: number;
}

/** The two as one, or undefined when they would be too much for one batch or do not come from one container start. */
function join(draft: Draft, next: Lines): Draft | undefined {
  const { item, size } = draft;
  const isOneSource =
    item.cursor.podUid === next.cursor.podUid && item.cursor.restarts === next.cursor.restarts;
  const joined = size + sizeOf(next);
  const fits = item.lines.length + next.lines.length <= MAX_BATCH_LINES && joined <= MAX_BATCH_CHARACTERS;
  if (!isOneSource || !fits) return undefined;
  return {
    item: { type: 'lines', lines: [...item.lines, ...next.lines], cursor: next.cursor },
    size: joined,
  };
}

/**
 * Joins lines that arrive within a moment of each other, in order with everything else. Reads one item ahead and no further: who does not ask stops the
 * source. `open` gets a signal that is aborted when the reader leaves, even while the source is waiting.
 */
export async function* batchLogItems(
  open: Open<InstallerLogItem>,
  options: { readonly signal: AbortSignal },
): AsyncGenerator<InstallerLogItem> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  const iterator = open(signal)[Symbol.asyncIterator]();
  const pull = (): Promise<IteratorResult<InstallerLogItem>> => {
    const pulled = iterator.next();
    // It may fail while the reader is busy with the item before; it is thrown when it is asked for.
    pulled.catch(() => undefined);
    return pulled;
  };
  let ahead = pull();
  try {
    for (;;) {
      const pulled = await ahead;
      if (pulled.done) return;
      const { value } = pulled;
      ahead = pull();
      if (value.type !== 'lines') {
        yield value;
        continue;
      }
      let draft: Draft = { item: value, size: sizeOf(value) };
      const timer = new AbortController();
      const over = wait(BATCH_DELAY_MS, undefined, { signal: timer.signal }).catch(() => undefined);
      for (;;) {
        const next = await Promise.race([ahead.catch(() => undefined), over]);
        if (!next || next.done || next.value.type !== 'lines') break;
        const joined = join(draft, next.value);
        if (!joined) break;
        draft = joined;
        ahead = pull();
      }
      timer.abort();
      yield draft.item;
    }
  } finally {
    leaving.abort();
    await iterator.return?.(undefined).catch(() => undefined);
  }
}
