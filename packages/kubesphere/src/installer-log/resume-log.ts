import { compareInstants } from './compare-instants.ts';
import type { LogCursor } from './log-cursor.ts';

/** The container start a line comes from. */
export type LogSource = Pick<LogCursor, 'pod' | 'podUid' | 'restarts'>;

const isSameSource = (cursor: LogCursor, source: LogSource): boolean =>
  cursor.podUid === source.podUid && cursor.restarts === source.restarts;

/**
 * The cursor after one more line was taken. A line that bears an earlier time than the one before it (stdout and stderr race for the log file) leaves
 * the time where it is and counts there, so that the cursor stays a position in the file.
 */
export const advanceCursor = (cursor: LogCursor | undefined, source: LogSource, at: string): LogCursor => {
  const { pod, podUid, restarts } = source;
  if (!cursor || !isSameSource(cursor, source) || compareInstants(at, cursor.at) > 0)
    return { pod, podUid, restarts, at, sameAt: 1 };
  return { ...cursor, sameAt: cursor.sameAt + 1 };
};

/**
 * Whether a line is beyond the cursor. `countAtThisTime` says the how-manieth line bearing `at` it is, from 1. Another pod or a later start of the
 * container is always beyond, an earlier start of the same pod never.
 */
// oxlint-disable-next-line max-params -- the four are one sentence, and callers ask it once per line
export const isAfter = (
  cursor: LogCursor | undefined,
  source: LogSource,
  at: string,
  countAtThisTime: number,
): boolean => {
  if (!cursor || cursor.podUid !== source.podUid) return true;
  if (cursor.restarts !== source.restarts) return source.restarts > cursor.restarts;
  const order = compareInstants(at, cursor.at);
  return order === 0 ? countAtThisTime > cursor.sameAt : order > 0;
};

/**
 * For resuming the same container start, read again from `sinceTimeOf(cursor)`: a function to be asked for each line in order; true means new, false
 * means held already. It remembers where it is: use a fresh one per connection, and never drop lines it was not asked about.
 */
export const dropHeld = (cursor: LogCursor | undefined): ((line: { readonly at: string }) => boolean) => {
  if (!cursor) return () => true;
  let left = cursor.sameAt;
  let reached = false;
  return ({ at }) => {
    if (left === 0) return true;
    const order = compareInstants(at, cursor.at);
    reached ||= order >= 0;
    if (order > 0) left = 0; // The held lines are gone from the file: whatever is later than they is new.
    else if (reached) left -= 1;
    return order > 0;
  };
};

/** What to ask Kubernetes for when resuming: the cursor's time cut to its whole second, since the API knows no finer one. */
export const sinceTimeOf = (cursor: LogCursor): string => cursor.at.replace(/\.\d+/, '');
