import { expect, test } from 'vitest';
import { expectReadWell } from './expect-read-well.ts';
import type { LoadReport } from './watch-under-load.ts';

const aReport = (overrides: Partial<LoadReport> = {}): LoadReport => ({
  stored: new Map([['a', '9']]),
  read: new Map([['a', '9']]),
  written: [2, 3, 5, 8, 9],
  stretches: [
    { listedAt: 1, seen: [2, 3] },
    ...Array.from({ length: 5 }, () => ({ listedAt: 4, seen: [] })),
    { listedAt: 6, seen: [7, 8, 9] },
  ],
  cuts: 20,
  compactions: 5,
  ...overrides,
});

test('a reader that was told everything once has read well', () => {
  expect(() => expectReadWell(aReport())).not.toThrow();
});

test.each([
  ['ends with another version', { read: new Map([['a', '8']]) }],
  [
    'ends with too much',
    {
      read: new Map([
        ['a', '9'],
        ['b', '1'],
      ]),
    },
  ],
  ['was not told of a change', { written: [2, 3, 5, 7.5, 8, 9] }],
  ['was told twice', { stretches: [...aReport().stretches, { listedAt: 6, seen: [7, 8, 8, 9] }] }],
  ['was told of what its list had', { stretches: [...aReport().stretches, { listedAt: 8, seen: [8, 9] }] }],
  ['was never cut off', { cuts: 0 }],
])('a reader that %s has not', (_what, overrides) => {
  expect(() => expectReadWell(aReport(overrides))).toThrow(/expected/);
});
