import { createBell } from './bell.ts';

/** Work that tells what it found as it finds it. */
export type Finder<T> = (tell: (found: T) => void) => Promise<void>;

/**
 * Runs all finders side by side and yields what they tell in the order it arrives; ends when all are done. A finder's rejection is thrown once everything
 * told before it was yielded. It holds what was told and not yet taken, so finders must be few-worded.
 */
export async function* arrivals<T>(finders: readonly Finder<T>[]): AsyncGenerator<T> {
  const bell = createBell();
  const told: T[] = [];
  const failures: unknown[] = [];
  let running = finders.length;
  for (const find of finders) {
    const work = find((found) => {
      told.push(found);
      bell.ring();
    });
    void work
      .catch((error: unknown) => failures.push(error))
      .finally(() => {
        running -= 1;
        bell.ring();
      });
  }
  for (;;) {
    while (told.length > 0) yield* told.splice(0);
    if (failures.length > 0) throw failures[0];
    if (running === 0) return;
    await bell.heard();
  }
}
