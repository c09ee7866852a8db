import { setTimeout as delay } from 'node:timers/promises';

/** A controller's work queue: never one key twice at a time; a key added again while it waits runs once. */
export interface KeyedQueue {
  add(key: string): void;
  /** Resolves when the work under way has ended. */
  idle(): Promise<void>;
}

const RETRY_MS = 250;

/** A key whose work throws is tried again, `maxRetries` times at most, and then waits for its next event. */
export function createKeyedQueue(
  work: (key: string) => Promise<void>,
  { signal, maxRetries, workers = 1 }: { signal: AbortSignal; maxRetries: number; workers?: number },
): KeyedQueue {
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const failures = new Map<string, number>();

  const pump = () => {
    for (const key of waiting) {
      if (running.size >= workers || signal.aborted) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.set(
        key,
        runOnce(key).finally(() => {
          running.delete(key);
          pump();
        }),
      );
    }
  };
  const runOnce = async (key: string) => {
    try {
      await work(key);
      failures.delete(key);
    } catch {
      const failed = (failures.get(key) ?? 0) + 1;
      failures.set(key, failed);
      if (failed <= maxRetries) void addLater(key);
      else failures.delete(key);
    }
  };
  const add = (key: string) => {
    waiting.add(key);
    pump();
  };
  const addLater = async (key: string) => {
    await delay(RETRY_MS, undefined, { signal, ref: false }).then(
      () => add(key),
      () => undefined,
    );
  };
  return {
    add,
    async idle() {
      await Promise.all(running.values());
    },
  };
}
