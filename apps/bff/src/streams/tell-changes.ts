import type { Bell } from './bell.ts';

export interface Changes<T> {
  /** Keep the picture up to date until aborted; each rings the bell when something changed. */
  readonly tasks: readonly ((signal: AbortSignal) => Promise<void>)[];
  readonly bell: Bell;
  /** What is new since it was asked last; `done` says that nothing will follow. */
  readonly tell: () => { readonly items: readonly T[]; readonly done?: boolean };
  readonly signal: AbortSignal;
}

/**
 * Runs the tasks in the background and yields what changed in their picture. A slow reader finds the newest picture, not a queue of old ones. Leaving ends the
 * tasks and waits for them; a task's failure is thrown.
 */
export async function* tellChanges<T>({ tasks, bell, tell, signal }: Changes<T>): AsyncGenerator<T> {
  const leaving = new AbortController();
  const life = AbortSignal.any([signal, leaving.signal]);
  const failures: unknown[] = [];
  const working = tasks.map(async (task) => {
    try {
      await task(life);
    } catch (error) {
      failures.push(error);
    }
    bell.ring();
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      if (failures.length > 0) throw failures[0];
      const { items, done } = tell();
      yield* items;
      if (done) return;
      await bell.heard();
    }
  } finally {
    leaving.abort();
    await Promise.all(working);
  }
}
