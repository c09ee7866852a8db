import { describe, expect, it } from 'vitest';
import { createLogBuffer } from './log-buffer.ts';
import { advanceSearch, isSearchDone, neighbourMatch, newSearch } from './log-search.ts';

const bufferOf = (texts: readonly string[], capacity = 10_000) => {
  const buffer = createLogBuffer({ capacity, onFrame: (run) => run() });
  buffer.append(texts.map((text) => ({ at: '2026-11-23T10:00:00Z', text })));
  return buffer;
};
const frozen = () => 0;

describe('log search', () => {
  it.each([
    { query: 'task', isCaseSensitive: false, found: [1, 3] },
    { query: 'task', isCaseSensitive: true, found: [3] },
    { query: 'nowhere', isCaseSensitive: false, found: [] },
  ])('finds $query (case sensitive: $isCaseSensitive)', ({ query, isCaseSensitive, found }) => {
    const buffer = bufferOf(['TASK [a]', 'ok', 'task monitoring status']);
    const search = advanceSearch(newSearch(query, isCaseSensitive), buffer, frozen);
    expect([search.matches, isSearchDone(search, buffer)]).toEqual([found, true]);
  });

  it('looks through colours', () => {
    const buffer = bufferOf(['\u001b[32mfai\u001b[0mled']);
    expect(advanceSearch(newSearch('failed', false), buffer, frozen).matches).toEqual([1]);
  });

  it('stops when its slice is used up and goes on without repeating or skipping', () => {
    const buffer = bufferOf(Array.from({ length: 3_000 }, (_, index) => `line ${index + 1} hit`));
    // Each look at the clock costs the whole slice.
    let clock = 0;
    const expensive = () => (clock += 20);
    let search = newSearch('hit', false);
    let slices = 0;
    while (!isSearchDone(search, buffer)) {
      search = advanceSearch(search, buffer, expensive);
      slices += 1;
    }
    expect(slices).toBeGreaterThan(3);
    expect(search.matches).toEqual(Array.from({ length: 3_000 }, (_, index) => index + 1));
  });

  it('goes on with lines that arrive later, and forgets hits that were dropped', () => {
    const buffer = bufferOf(['hit 1', 'hit 2', 'hit 3'], 3);
    const first = advanceSearch(newSearch('hit', false), buffer, frozen);
    buffer.append([{ at: '2026-11-23T10:00:01Z', text: 'hit 4' }]);
    expect(advanceSearch(first, buffer, frozen).matches).toEqual([2, 3, 4]);
  });

  it.each([
    { from: undefined, direction: 'next', to: 3 },
    { from: 3, direction: 'next', to: 9 },
    { from: 9, direction: 'next', to: 3 },
    { from: 3, direction: 'previous', to: 9 },
    { from: 5, direction: 'previous', to: 3 },
  ] as const)('goes $direction from $from to $to', ({ from, direction, to }) => {
    expect(neighbourMatch([3, 9], from, direction)).toBe(to);
  });
});
