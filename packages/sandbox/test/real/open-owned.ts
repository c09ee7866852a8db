/** What something bigger is made of, closed in reverse order. */
export interface Owned {
  keep<T extends AsyncDisposable>(part: T): T;
  defer(close: () => PromiseLike<unknown>): void;
  close(): Promise<void>;
}

/** Opens something part by part; when it fails, what was opened before is closed. Else `open` hands `close` to whoever owns the result. */
export async function openOwned<T>(open: (owned: Owned) => Promise<T>): Promise<T> {
  const closers: (() => PromiseLike<unknown>)[] = [];
  const owned: Owned = {
    keep(part) {
      closers.push(() => part[Symbol.asyncDispose]());
      return part;
    },
    defer: (close) => void closers.push(close),
    async close() {
      for (const close of closers.splice(0).toReversed()) await close();
    },
  };
  try {
    return await open(owned);
  } catch (error) {
    await owned.close();
    throw error;
  }
}
