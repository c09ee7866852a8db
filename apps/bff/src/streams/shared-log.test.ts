import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InstallerLogItem } from '@flotilla/contracts';
import type { LogCursor } from '@flotilla/kubesphere';
import { expect, test } from 'vitest';
import { createSharedLogs, type Followed } from './shared-log.ts';

const SOURCE = { pod: 'installer', podUid: 'uid', restarts: 0 };
const atOf = (line: number): string => `2026-01-01T00:00:00.${String(line).padStart(9, '0')}Z`;
const cursorAt = (line: number): LogCursor => ({ ...SOURCE, at: atOf(line), sameAt: 1 });
const lineNumbers = (items: readonly InstallerLogItem[]): number[] =>
  items.flatMap((item) => (item.type === 'lines' ? item.lines.map(({ text }) => Number(text)) : []));
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** A log of so many lines, ten per batch, that then waits for ever; counts who reads it. */
function aLog(length: number) {
  const log = { opened: 0, open: 0, batches: 0, follow };
  async function* follow({ after, signal }: Followed): AsyncGenerator<InstallerLogItem> {
    log.opened += 1;
    log.open += 1;
    try {
      yield { type: 'state', state: { state: 'following', pod: SOURCE.pod, restarts: 0 } };
      let line = after ? range(0, length).findIndex((each) => atOf(each) === after.at) + 1 : 0;
      while (line < length) {
        await nextTurn(undefined, { signal });
        const lines = range(line, Math.min(line + 10, length)).map((each) => ({
          at: atOf(each),
          text: String(each),
        }));
        line += lines.length;
        log.batches += 1;
        yield { type: 'lines', lines, cursor: cursorAt(line - 1) };
      }
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    } finally {
      log.open -= 1;
    }
  }
  return log;
}

function aViewer(items: AsyncIterable<InstallerLogItem>, leaving: AbortController) {
  const iterator = items[Symbol.asyncIterator]();
  const taken: InstallerLogItem[] = [];
  const viewer = {
    taken,
    async take(count: number) {
      for (let index = 0; index < count; index += 1) {
        const pulled = await iterator.next();
        if (!pulled.done) taken.push(pulled.value);
      }
    },
    async until(line: number) {
      while (lineNumbers(taken).at(-1) !== line) await viewer.take(1);
    },
    async leave() {
      leaving.abort();
      await iterator.return?.();
    },
  };
  return viewer;
}

function openHouse(length: number, maxBytes?: number) {
  const log = aLog(length);
  const logs = createSharedLogs(maxBytes === undefined ? {} : { maxBytes });
  const join = (after?: LogCursor) => {
    const leaving = new AbortController();
    return aViewer(
      logs.follow('host', log.follow, { signal: leaving.signal, ...(after && { after }) }),
      leaving,
    );
  };
  return { log, join };
}

test('[L11] many viewers read one upstream, each gets everything, and the last one closes it', async () => {
  const { log, join } = openHouse(100);
  const viewers = range(0, 20).map(() => join());
  await Promise.all(viewers.map((viewer) => viewer.until(99)));
  for (const { taken } of viewers) expect(lineNumbers(taken)).toEqual(range(0, 100));
  expect(log).toMatchObject({ opened: 1, open: 1 });
  await Promise.all(viewers.map((viewer) => viewer.leave()));
  expect(log.open).toBe(0);
});

test('[L12] upstream is read only when somebody asks', async () => {
  const { log, join } = openHouse(100);
  const viewer = join();
  await viewer.take(3);
  expect(log.batches).toBe(2);
  await viewer.leave();
});

test('[L13] who is too slow is told how many lines were skipped: received and skipped make all', async () => {
  const { log, join } = openHouse(500, 4_000);
  const [fast, slow] = [join(), join()];
  await slow.take(2);
  await fast.until(499);
  await slow.until(499);
  const gaps = slow.taken.flatMap((item) => (item.type === 'gap' ? [item] : []));
  expect(gaps).toEqual([{ type: 'gap', reason: 'viewer-too-slow', lines: expect.any(Number) }]);
  expect(lineNumbers(slow.taken).length + (gaps[0]?.lines ?? 0)).toBe(500);
  expect(lineNumbers(slow.taken).slice(0, 10)).toEqual(range(0, 10));
  expect(lineNumbers(fast.taken)).toEqual(range(0, 500));
  expect(log.opened).toBe(1);
  await Promise.all([fast.leave(), slow.leave()]);
});

test('[L14] who comes back in the middle of a batch gets the rest of it, from the ring', async () => {
  const { log, join } = openHouse(100);
  const first = join();
  await first.until(99);
  const second = join(cursorAt(44));
  await second.until(99);
  expect(lineNumbers(second.taken)).toEqual(range(45, 100));
  expect(log.opened).toBe(1);
  await Promise.all([first.leave(), second.leave()]);
});

test('[L15] who needs what fell off the ring reads it by itself, then meets the others', async () => {
  const { log, join } = openHouse(500, 8_000);
  const first = join();
  await first.until(499);
  const second = join();
  await second.until(499);
  expect(lineNumbers(second.taken)).toEqual(range(0, 500));
  expect(log).toMatchObject({ opened: 2, open: 1 });
  await Promise.all([first.leave(), second.leave()]);
  expect(log.open).toBe(0);
});

test('a failing upstream fails every viewer, and the next one starts anew', async () => {
  const logs = createSharedLogs();
  let opened = 0;
  async function* broken(): AsyncGenerator<InstallerLogItem> {
    opened += 1;
    yield { type: 'state', state: { state: 'waiting', for: 'pod' } };
    throw new Error('forbidden');
  }
  const signal = new AbortController().signal;
  const read = async (): Promise<void> => {
    for await (const _item of logs.follow('host', broken, { signal }));
  };
  await Promise.all([
    expect(read()).rejects.toThrow('forbidden'),
    expect(read()).rejects.toThrow('forbidden'),
  ]);
  await expect(read()).rejects.toThrow('forbidden');
  expect(opened).toBe(2);
});
