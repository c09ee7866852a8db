export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'lost';

/** Shaped for `useSyncExternalStore`. */
export interface LiveConnection {
  subscribe(listener: () => void): () => void;
  getSnapshot(): ConnectionState;
}

export function createConnectionState(): LiveConnection & { set(state: ConnectionState): void } {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'idle';
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
  };
}
