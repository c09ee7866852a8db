/** The wall clock, epoch milliseconds; tests give their own. */
export interface Clock {
  now(): number;
}
