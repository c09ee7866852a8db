import { expect, test } from 'vitest';
import { createContainerLog, type LogReadOptions } from './container-log.ts';

const T0 = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1_000);
const call = { signal: new AbortController().signal };

function aLog() {
  const log = createContainerLog();
  log.append(['one', 'two'], at(0));
  log.append(['three ü'], at(5));
  return log;
}

async function read(log: ReturnType<typeof aLog>, options: Partial<LogReadOptions>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of log.read({ follow: false, timestamps: false, ...options }, call))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const cases: [string, Partial<LogReadOptions>, string][] = [
  ['everything', {}, 'one\ntwo\nthree ü\n'],
  ['the last line', { tailLines: 1 }, 'three ü\n'],
  ['no line at all', { tailLines: 0 }, ''],
  ['lines since a moment', { since: at(1) }, 'three ü\n'],
  ['the line of that very moment too', { since: at(5) }, 'three ü\n'],
  ['so many bytes, in the middle of a line', { limitBytes: 6 }, 'one\ntw'],
];

test.each(cases)('reads %s', async (_, options, expected) => {
  expect(await read(aLog(), options)).toBe(expected);
});

test('each line has a nanosecond of its own, nine digits always', async () => {
  const stamps = (await read(aLog(), { timestamps: true }))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
  expect(stamps[0]).toBe('2026-01-01T00:00:00.000000000Z');
  for (const stamp of stamps) expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  expect(new Set(stamps).size).toBe(3);
  expect(stamps).toEqual(stamps.toSorted());
});

test('following gives what comes, and ends with the container', async () => {
  const log = aLog();
  const whole = read(log, { follow: true, tailLines: 0 });
  log.append(['four'], at(6));
  log.rotate();
  log.append(['five'], at(7));
  log.end();
  expect(await whole).toBe('four\nfive\n');
  expect(await read(log, {})).toBe('five\n');
});

test('a reader that leaves is not held', async () => {
  const log = aLog();
  const leave = new AbortController();
  const reading = log.read({ follow: true, timestamps: false }, { signal: leave.signal });
  await reading.next();
  expect(log.readers).toBe(1);
  const more = reading.next();
  leave.abort();
  expect(await more).toEqual({ done: true, value: undefined });
  expect(log.readers).toBe(0);
});
