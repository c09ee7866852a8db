const FRACTION = /\.(\d+)/;

const nanosecondsOf = (instant: string): number =>
  Number((FRACTION.exec(instant)?.[1] ?? '').padEnd(9, '0').slice(0, 9));

/**
 * Orders two RFC 3339 instants to the nanosecond: negative, zero or positive. Texts alone do not order: runtimes trim zeros (`.1Z` and `.12Z`) and may
 * write an offset.
 */
export const compareInstants = (left: string, right: string): number => {
  if (left === right) return 0;
  if (left.length === right.length && left.endsWith('Z') && right.endsWith('Z')) return left < right ? -1 : 1;
  const seconds = Date.parse(left.replace(FRACTION, '')) - Date.parse(right.replace(FRACTION, ''));
  return seconds === 0 ? nanosecondsOf(left) - nanosecondsOf(right) : seconds;
};
