import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 20;
const PATIENCE_MS = 30_000;

/** Asks until the answer satisfies: a real server learns of rights, definitions and accounts a moment after they are written. */
export async function until<T>(ask: () => Promise<T>, accept: (answer: T) => boolean): Promise<T> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    await wait(POLL_MS, undefined, { signal });
  }
}
