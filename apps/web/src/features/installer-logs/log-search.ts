import type { LogBuffer } from './log-buffer.ts';
import { toPlainText } from './log-text.ts';

/** A search over the shown rows that can be interrupted: long logs are read in slices so that no frame is missed. */
export interface LogSearch {
  readonly query: string;
  readonly isCaseSensitive: boolean;
  /** Numbers of the matching lines found so far, rising. */
  readonly matches: readonly number[];
  /** First line not looked at yet. */
  readonly nextNumber: number;
}

const SEARCH_SLICE_MS = 12;
const LINES_BETWEEN_CLOCK_READS = 256;

export const newSearch = (query: string, isCaseSensitive: boolean): LogSearch => ({
  query,
  isCaseSensitive,
  matches: [],
  nextNumber: 1,
});

/** Whether every shown line has been looked at. */
export const isSearchDone = (search: LogSearch, buffer: LogBuffer): boolean =>
  search.query === '' || search.nextNumber >= buffer.nextNumber;

/** Looks on until the slice is used up or the end is reached. `now` is in milliseconds. */
export function advanceSearch(search: LogSearch, buffer: LogBuffer, now: () => number): LogSearch {
  if (isSearchDone(search, buffer)) return search;
  const deadline = now() + SEARCH_SLICE_MS;
  const wanted = search.isCaseSensitive ? search.query : search.query.toLowerCase();
  const found: number[] = [];
  let nextNumber = search.nextNumber;
  for (let index = buffer.indexOf(search.nextNumber); ; index += 1) {
    const row = buffer.rowAt(index);
    if (!row) {
      nextNumber = buffer.nextNumber;
      break;
    }
    if (row.kind === 'line') {
      const text = toPlainText(row.text);
      if ((search.isCaseSensitive ? text : text.toLowerCase()).includes(wanted)) found.push(row.number);
      nextNumber = row.number + 1;
    }
    if (index % LINES_BETWEEN_CLOCK_READS === 0 && now() > deadline) break;
  }
  const oldest = buffer.rowAt(0)?.number ?? nextNumber;
  const kept =
    (search.matches[0] ?? oldest) < oldest
      ? search.matches.filter((number) => number >= oldest)
      : search.matches;
  return { ...search, nextNumber, matches: found.length === 0 ? kept : [...kept, ...found] };
}

/** The match after (or before) a line, going round at the ends; undefined when there is none. */
export function neighbourMatch(
  matches: readonly number[],
  from: number | undefined,
  direction: 'next' | 'previous',
): number | undefined {
  if (direction === 'next') return matches.find((match) => from === undefined || match > from) ?? matches[0];
  return matches.findLast((match) => from === undefined || match < from) ?? matches.at(-1);
}
