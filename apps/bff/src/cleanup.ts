/** What was opened on the way to something bigger, closed in reverse order: now, when the way failed; later, when it was kept. */
export interface Cleanup extends AsyncDisposable {
  use<T extends AsyncDisposable>(opened: T): T;
  defer(close: () => unknown): void;
  /** Hands everything over to whoever holds the answer; disposing the cleanup itself then does nothing. */
  keep(): AsyncDisposable;
}

/** `AsyncDisposableStack` for Node 20, which lacks it. */
export function createCleanup(): Cleanup {
  const closers: (() => unknown)[] = [];
  return {
    use(opened) {
      closers.push(() => opened[Symbol.asyncDispose]());
      return opened;
    },
    defer: (close) => void closers.push(close),
    keep() {
      const kept = closers.splice(0);
      return { [Symbol.asyncDispose]: () => closeAll(kept) };
    },
    [Symbol.asyncDispose]: () => closeAll(closers.splice(0)),
  };
}

/** One that fails to close does not keep the others open; the first failure is told. */
async function closeAll(closers: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
