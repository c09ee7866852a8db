import type { Problem, StreamItems, StreamKind } from '@flotilla/contracts';
import { createConnectionState, type ConnectionState } from '../src/shared/live/connection-state.ts';
import type { LiveClient, StreamHandlers, StreamRequest } from '../src/shared/live/live-client.ts';

export interface FakeStream<K extends StreamKind> {
  readonly kind: K;
  /** What it was asked for at its newest opening. */
  request: StreamRequest<K>;
  readonly signal: AbortSignal;
  /** How often it was opened. */
  openings: number;
  /** Resolves when the handler has taken the batch in: that is when the real client would acknowledge. */
  send(...items: StreamItems[K][]): Promise<void>;
  end(problem?: Problem): void;
  refuse(problem: Problem): void;
  /** As after a lost connection: the request is evaluated anew. */
  reopen(): void;
}

export interface FakeLiveClient extends LiveClient {
  /** The newest stream of a kind that is still open. */
  stream<K extends StreamKind>(kind: K): FakeStream<K>;
  /** Open streams of a kind. */
  count(kind: StreamKind): number;
  setConnection(state: ConnectionState): void;
}

/** A live client whose server is the test. */
export function createFakeLiveClient(): FakeLiveClient {
  const streams: { [K in StreamKind]: FakeStream<K>[] } = {
    checks: [],
    'installer-log': [],
    clusters: [],
    preparation: [],
    configuration: [],
  };
  const connection = createConnectionState();
  return {
    connection,
    setConnection: (state) => connection.set(state),
    open(kind, request, handlers, { signal }) {
      const open = streams[kind];
      const stream = createFakeStream({ kind, request, handlers, signal, onDone: () => remove() });
      const remove = () => {
        const at = open.indexOf(stream);
        if (at >= 0) open.splice(at, 1);
      };
      open.push(stream);
      signal.addEventListener('abort', remove, { once: true });
    },
    stream(kind) {
      const stream = streams[kind].at(-1);
      if (stream === undefined) throw new Error(`no open stream of kind ${kind}`);
      return stream;
    },
    count: (kind) => streams[kind].length,
  };
}

function createFakeStream<K extends StreamKind>(options: {
  kind: K;
  request: () => StreamRequest<K>;
  handlers: StreamHandlers<K>;
  signal: AbortSignal;
  onDone: () => void;
}): FakeStream<K> {
  const stream: FakeStream<K> = {
    kind: options.kind,
    request: options.request(),
    signal: options.signal,
    openings: 1,
    send: async (...items) => options.handlers.onItems(items),
    end(problem) {
      options.onDone();
      if (problem === undefined) options.handlers.onEnd();
      else options.handlers.onEnd(problem);
    },
    refuse(problem) {
      options.onDone();
      options.handlers.onRefused(problem);
    },
    reopen() {
      stream.request = options.request();
      stream.openings += 1;
    },
  };
  return stream;
}
