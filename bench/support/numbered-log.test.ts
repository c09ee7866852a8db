import { expect, test } from 'vitest';
import { createNumberedLog, numberIn } from './numbered-log.ts';

const log = createNumberedLog(250_001, new Date('2026-01-01T00:00:00Z'));
const textFrom = (first: number, stamped: boolean) =>
  Buffer.concat([...log.chunks(first, stamped)])
    .toString()
    .trimEnd()
    .split('\n');

test('every line tells its number, once and in order', () => {
  expect(textFrom(0, false).map(numberIn)).toEqual(Array.from({ length: 250_001 }, (_, line) => line));
});

test('a second holds the lines from its first on', () => {
  expect(log.lineSince('2026-01-01T00:00:02Z')).toBe(200_000);
  expect(log.lineSince('2025-12-31T00:00:00Z')).toBe(0);
  const [first = '', ...rest] = textFrom(250_000, true);
  expect(first).toMatch(/^2026-01-01T00:00:02\.500000000Z line 000250000 /);
  expect(rest).toEqual([]);
});
