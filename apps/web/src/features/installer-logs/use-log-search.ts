import { useEffect, useState } from 'react';
import type { LogBuffer } from './log-buffer.ts';
import { advanceSearch, isSearchDone, neighbourMatch, newSearch, type LogSearch } from './log-search.ts';

export interface SearchControl {
  readonly search: LogSearch;
  readonly isBusy: boolean;
  /** Line of the hit that was gone to last. */
  readonly current: number | undefined;
  setQuery(query: string): void;
  setCaseSensitive(isCaseSensitive: boolean): void;
  /** Goes to a neighbouring hit and answers its line. */
  go(direction: 'next' | 'previous'): number | undefined;
}

/** Searches in slices between frames, and goes on by itself when lines arrive. `version` and `filter` are the buffer's. */
export function useLogSearch(buffer: LogBuffer, version: number, filter: string): SearchControl {
  const [search, setSearch] = useState(() => newSearch('', false));
  const [current, setCurrent] = useState<number>();

  // Other rows are shown: hits are looked for anew.
  const [scope, setScope] = useState({ buffer, filter });
  if (scope.buffer !== buffer || scope.filter !== filter) {
    setScope({ buffer, filter });
    setSearch(newSearch(search.query, search.isCaseSensitive));
    setCurrent(undefined);
  }

  useEffect(() => {
    if (isSearchDone(search, buffer)) return undefined;
    const timer = setTimeout(
      () => setSearch((held) => advanceSearch(held, buffer, () => performance.now())),
      0,
    );
    return () => clearTimeout(timer);
  }, [search, buffer, version]);

  const restart = (query: string, isCaseSensitive: boolean): void => {
    setSearch(newSearch(query, isCaseSensitive));
    setCurrent(undefined);
  };
  return {
    search,
    isBusy: !isSearchDone(search, buffer),
    current,
    setQuery: (query) => restart(query, search.isCaseSensitive),
    setCaseSensitive: (isCaseSensitive) => restart(search.query, isCaseSensitive),
    go: (direction) => {
      const match = neighbourMatch(search.matches, current, direction);
      setCurrent(match);
      return match;
    },
  };
}
