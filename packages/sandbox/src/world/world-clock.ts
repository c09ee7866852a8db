import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** The time of the world: it can be waited for. `sleep` throws the signal's reason when aborted. */
export interface WorldClock extends Clock {
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Sleeps take `ms / speed`; a change of speed reaches sleepers at once. `now` is always the true time. */
export interface SpeedClock extends WorldClock {
  readonly speed: number;
  setSpeed(speed: number): void;
}

/** A clock whose world goes `speed` times as fast as ours; Infinity never waits. */
export function createSpeedClock(initialSpeed: number): SpeedClock {
  let speed = initialSpeed;
  let speedChange = new AbortController();
  return {
    get speed() {
      return speed;
    },
    setSpeed(next) {
      speed = next;
      const previous = speedChange;
      speedChange = new AbortController();
      previous.abort();
    },
    now: () => new Date(),
    async sleep(ms, signal) {
      for (let left = ms; left > 0 && Number.isFinite(speed);) {
        const paceNow = speed;
        const from = performance.now();
        const changed = speedChange.signal;
        await delay(left / paceNow, undefined, { signal: AbortSignal.any([signal, changed]) }).catch(() => {
          // Either the caller gives up, told just below, or the pace changed and the rest is waited anew.
          signal.throwIfAborted();
        });
        left = changed.aborted ? left - (performance.now() - from) * paceNow : 0;
      }
      signal.throwIfAborted();
      // Even at infinite speed others must get their turn between two lines.
      await nextTurn();
    },
  };
}

/** A clock that tests move: nothing happens until `advance`. */
export interface SteppedClock extends WorldClock {
  /** Wakes everyone whose time has come, in order. */
  advance(ms: number): void;
  /** How many sleepers wait. */
  readonly sleeping: number;
}

/** Starts at `start`; sleepers wake only through `advance`. */
export function createSteppedClock(start: Date): SteppedClock {
  let now = start.getTime();
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => new Date(now),
    get sleeping() {
      return sleepers.size;
    },
    advance(ms) {
      now += ms;
      const due = [...sleepers].filter((sleeper) => sleeper.at <= now).toSorted((a, b) => a.at - b.at);
      for (const sleeper of due) sleeper.wake();
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        };
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        sleepers.add(sleeper);
      });
    },
  };
}

/** The clock of what is long past: sleeping moves it forward and takes no time. */
export function createHistoryClock(start: Date): WorldClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    async sleep(ms, signal) {
      signal.throwIfAborted();
      now += ms;
    },
  };
}
