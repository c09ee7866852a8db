import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { compareInstants } from './compare-instants.ts';
import type { LogCursor } from './log-cursor.ts';
import { advanceCursor, dropHeld, isAfter, sinceTimeOf } from './resume-log.ts';

const source = { pod: 'ks-installer-1', podUid: 'uid-1', restarts: 0 };

interface Line {
  readonly at: string;
  readonly id: number;
}

const instant = (nanoseconds: number): string => {
  const seconds = Math.floor(nanoseconds / 1e9);
  return new Date(seconds * 1_000)
    .toISOString()
    .replace('.000Z', `.${String(nanoseconds % 1e9).padStart(9, '0')}Z`);
};

/** Lines whose times often repeat and sometimes step back by nanoseconds, as two streams racing for one file do. */
const someLines = (seed: number, { backwards }: { backwards: boolean }): Line[] => {
  const random = seededRandom(seed);
  let clock = 1_000 * 1e9 + random.below(1e9);
  return Array.from({ length: 60 }, (_, id) => {
    clock += [0, 0, 1, 250, 400_000_000][random.below(5)] ?? 0;
    const slip = backwards && random.below(6) === 0 ? random.below(200) : 0;
    return { at: instant(clock - slip), id };
  });
};

const cursorAfter = (lines: readonly Line[]): LogCursor | undefined =>
  lines.reduce<LogCursor | undefined>((cursor, { at }) => advanceCursor(cursor, source, at), undefined);

/** What the API server answers: every line whose time is not before `sinceTime`, in the order of the file. */
const readAgain = (lines: readonly Line[], cursor: LogCursor | undefined): Line[] =>
  cursor ? lines.filter(({ at }) => compareInstants(at, sinceTimeOf(cursor)) >= 0) : [...lines];

describe('resuming after a cursor', () => {
  it.each([...Array(40).keys()])(
    'at every position, nothing is lost and nothing comes twice (seed %i)',
    (seed) => {
      const lines = someLines(seed, { backwards: false });
      for (let held = 0; held <= lines.length; held += 1) {
        const cursor = cursorAfter(lines.slice(0, held));
        expect(readAgain(lines, cursor).filter(dropHeld(cursor)), `after ${held} lines`).toEqual(
          lines.slice(held),
        );
      }
    },
  );

  it.each([...Array(40).keys()])('also when times step back inside the second (seed %i)', (seed) => {
    const lines = someLines(seed, { backwards: true }).map((line) => ({
      ...line,
      at: line.at.replace(/T\d\d:\d\d:\d\d/, 'T00:00:00'),
    }));
    for (let held = 0; held <= lines.length; held += 1) {
      const cursor = cursorAfter(lines.slice(0, held));
      expect(readAgain(lines, cursor).filter(dropHeld(cursor)), `after ${held} lines`).toEqual(
        lines.slice(held),
      );
    }
  });

  it('when the held lines were rotated away, everything there is new', () => {
    const lines = someLines(7, { backwards: false });
    const cursor = cursorAfter(lines.slice(0, 30));
    const left = lines.slice(30).filter(({ at }) => cursor && compareInstants(at, cursor.at) > 0);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(dropHeld(cursor))).toEqual(left);
  });

  it('without a cursor everything is new', () => {
    expect([{ at: instant(1e12) }].filter(dropHeld(undefined))).toHaveLength(1);
  });
});

describe('advanceCursor and isAfter', () => {
  const at = instant(5e12);
  const cursor = advanceCursor(advanceCursor(undefined, source, at), source, at);

  it('counts lines that share a time', () => {
    expect(cursor).toEqual({ ...source, at, sameAt: 2 });
    expect(advanceCursor(cursor, source, instant(5e12 + 1))).toEqual({
      ...source,
      at: instant(5e12 + 1),
      sameAt: 1,
    });
  });

  it('starts over with another pod or container start', () => {
    expect(advanceCursor(cursor, { ...source, restarts: 1 }, at)).toEqual({
      ...source,
      restarts: 1,
      at,
      sameAt: 1,
    });
    expect(advanceCursor(cursor, { ...source, podUid: 'uid-2' }, at).sameAt).toBe(1);
  });

  it.each([
    ['the line held', source, at, 2, false],
    ['the next of the same time', source, at, 3, true],
    ['an earlier time', source, instant(4e12), 1, false],
    ['a later time', source, instant(6e12), 1, true],
    ['a later start', { ...source, restarts: 1 }, instant(1e12), 1, true],
    ['the start before', { ...source, restarts: -1 }, instant(6e12), 1, false],
    ['another pod', { ...source, podUid: 'uid-2' }, instant(1e12), 1, true],
  ])('%s', (_, from, time, count, expected) => {
    expect(isAfter(cursor, from, time, count)).toBe(expected);
  });

  it('everything is after nothing', () => {
    expect(isAfter(undefined, source, at, 1)).toBe(true);
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-04T05:06:07.1Z', '2026-03-04T05:06:07.12Z', -1],
    ['2026-03-04T05:06:07Z', '2026-03-04T05:06:07.000000001Z', -1],
    ['2026-03-04T05:06:07.100Z', '2026-03-04T05:06:07.1Z', 0],
    ['2026-03-04T13:06:07.5+08:00', '2026-03-04T05:06:07.5Z', 0],
    ['2026-03-04T05:06:08.000000000Z', '2026-03-04T05:06:07.999999999Z', 1],
  ])('%s against %s', (left, right, sign) => {
    expect(Math.sign(compareInstants(left, right))).toBe(sign);
    expect(Math.sign(compareInstants(right, left)) + sign).toBe(0);
  });

  it('sinceTime is the whole second', () => {
    expect(sinceTimeOf({ ...source, at: '2026-03-04T05:06:07.999999999Z', sameAt: 1 })).toBe(
      '2026-03-04T05:06:07Z',
    );
  });
});
