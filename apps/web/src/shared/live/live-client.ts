import type { OpenStream, Problem, StreamItems, StreamKind } from '@flotilla/contracts';
import { createConnectionState, type LiveConnection } from './connection-state.ts';
import { watchSocket, type LiveSocket } from './live-socket.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';

/** What a stream of this kind is asked for; the client itself adds kind and id. */
export type StreamRequest<K extends StreamKind> = Omit<Extract<OpenStream, { kind: K }>, 'kind' | 'streamId'>;

export interface StreamHandlers<K extends StreamKind> {
  /** The batch is acknowledged after this settles: that is the backpressure. */
  onItems(items: StreamItems[K][]): void | Promise<void>;
  /** The last word. Without a problem the stream ended by itself. */
  onEnd(problem?: Problem): void;
  onRefused(problem: Problem): void;
}

/**
 * Streams from the BFF over one lazy socket. A stream is opened again by itself whenever the connection comes back, with `request()` evaluated
 * anew after everything received before was taken in, so a cursor in it is the newest. It lives until its signal fires or it ends.
 */
export interface LiveClient {
  open<K extends StreamKind>(
    kind: K,
    request: () => StreamRequest<K>,
    handlers: StreamHandlers<K>,
    options: { signal: AbortSignal },
  ): void;
  readonly connection: LiveConnection;
}

export interface LiveClientOptions {
  /** Makes the socket, not yet connected. */
  readonly createSocket: () => Promise<LiveSocket>;
  /** The connection could not be made; the session may be gone. */
  readonly onConnectError?: () => void;
}

export function createLiveClient({ createSocket, onConnectError }: LiveClientOptions): LiveClient {
  const streams = new Set<LiveStream>();
  const connection = createConnectionState();
  let socket: LiveSocket | undefined;
  let isCreating = false;

  async function connect(): Promise<void> {
    if (socket !== undefined || isCreating) return;
    isCreating = true;
    connection.set('connecting');
    try {
      const made = await createSocket();
      socket = made;
      watchSocket(made, {
        onConnect() {
          connection.set('connected');
          for (const stream of streams) stream.start(made);
        },
        onLost(isServerDecision) {
          if (socket !== made) return;
          connection.set('lost');
          if (isServerDecision) made.connect();
        },
        onConnectError() {
          connection.set('lost');
          onConnectError?.();
        },
        onBatch: (id, payload, ack) => {
          const stream = find(id);
          if (stream === undefined) ack();
          else stream.take(payload, ack);
        },
        onEnd: (id, payload) => find(id)?.finish(payload),
      });
      if (streams.size === 0) disconnect();
      else made.connect();
    } catch {
      // The chunk with the socket could not be loaded: the banner says so, and the next stream tries again.
      connection.set('lost');
    } finally {
      isCreating = false;
    }
  }

  function find(id: string): LiveStream | undefined {
    for (const stream of streams) if (stream.id === id) return stream;
    return undefined;
  }

  function disconnect(): void {
    socket?.disconnect();
    socket = undefined;
    connection.set('idle');
  }

  function remove(stream: LiveStream): void {
    if (streams.delete(stream) && streams.size === 0 && socket !== undefined) disconnect();
  }

  return {
    connection,
    // oxlint-disable-next-line max-params -- what, how it is asked, who is told, how long: the port's own four
    open(kind, request, handlers, { signal }) {
      if (signal.aborted) return;
      const stream = createLiveStream({ kind, request, handlers, onDone: () => remove(stream) });
      signal.addEventListener(
        'abort',
        () => {
          stream.close(socket);
          remove(stream);
        },
        { once: true },
      );
      streams.add(stream);
      if (socket?.connected === true) stream.start(socket);
      else void connect();
    },
  };
}
