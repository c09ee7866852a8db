import {
  LIVE_EVENTS,
  streamBatchSchema,
  streamEndSchema,
  type StreamBatch,
  type StreamEnd,
} from '@flotilla/contracts';
import * as z from 'zod/mini';

/** The few verbs of a socket.io client socket that we use. */
export interface LiveSocket {
  readonly connected: boolean;
  on(event: string, listener: (payload: unknown, ack: unknown) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  connect(): unknown;
  disconnect(): unknown;
}

interface SocketWatcher {
  onConnect(): void;
  onLost(isServerDecision: boolean): void;
  onConnectError(): void;
  onBatch(streamId: string, batch: StreamBatch, ack: () => void): void;
  onEnd(streamId: string, end: StreamEnd): void;
}

/** Turns the socket's events into ours; what is not of the contract is dropped here. */
export function watchSocket(socket: LiveSocket, watcher: SocketWatcher): void {
  socket.on('connect', () => watcher.onConnect());
  // After a disconnect that the server decided, socket.io does not reconnect by itself.
  socket.on('disconnect', (reason) => watcher.onLost(reason === 'io server disconnect'));
  socket.on('connect_error', () => watcher.onConnectError());
  socket.on(LIVE_EVENTS.batch, (payload, ack) => {
    const batch = z.safeParse(streamBatchSchema, payload);
    if (batch.success)
      watcher.onBatch(batch.data.streamId, batch.data, () => {
        if (isAck(ack)) ack();
      });
  });
  socket.on(LIVE_EVENTS.end, (payload) => {
    const end = z.safeParse(streamEndSchema, payload);
    if (end.success) watcher.onEnd(end.data.streamId, end.data);
  });
}

function isAck(value: unknown): value is () => void {
  return typeof value === 'function';
}
