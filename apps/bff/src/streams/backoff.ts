const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** How long to wait before the next attempt; `attempt` counts failures in a row, from 0. */
export function backoffMs(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);
}
