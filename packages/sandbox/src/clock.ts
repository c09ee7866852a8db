/** Where the sandbox reads the time; tests may step it. */
export interface Clock {
  now(): Date;
}

export const realClock: Clock = { now: () => new Date() };
