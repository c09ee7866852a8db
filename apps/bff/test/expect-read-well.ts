import { expect } from 'vitest';
import type { LoadReport } from './watch-under-load.ts';

/** The reader ended with what is stored; between two lists it was told every change once and in order. */
export function expectReadWell({ stored, read, written, stretches, cuts, compactions }: LoadReport): void {
  expect(Object.fromEntries(read)).toEqual(Object.fromEntries(stored));
  expect(cuts).toBeGreaterThan(15);
  expect(compactions).toBeGreaterThan(4);
  // Each compaction cost a list of its own: versions were too old indeed.
  expect(stretches.length).toBeGreaterThan(compactions);
  const all = new Set(written);
  for (const { listedAt, seen } of stretches) {
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
    const last = seen.at(-1) ?? listedAt;
    const told = new Set(seen);
    const lost = [...all].filter((version) => version > listedAt && version <= last && !told.has(version));
    expect(lost).toEqual([]);
    expect(seen.every((version) => version > listedAt)).toBe(true);
  }
}
