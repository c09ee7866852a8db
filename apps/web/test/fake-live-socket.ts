import type { LiveSocket } from '../src/shared/live/live-socket.ts';

type Listener = (payload: unknown, ack: unknown) => void;
type Ack = (answer?: unknown) => void;

export interface FakeLiveSocket extends LiveSocket {
  connected: boolean;
  /** What the client emitted, newest last. */
  readonly emitted: { event: string; payload: unknown; ack: Ack | undefined }[];
  /** Connections that were asked for and not given. */
  readonly connects: number;
  readonly disconnects: number;
  /** The server's side. */
  accept(): void;
  drop(reason?: string): void;
  refuseConnection(): void;
  receive(event: string, payload: unknown, ack?: Ack): void;
  /** Streams opened so far, as their payloads. */
  opened(): Record<string, unknown>[];
}

/** A socket whose other end is the test. */
export function createFakeLiveSocket(): FakeLiveSocket {
  const listeners = new Map<string, Listener[]>();
  const tell = (event: string, payload?: unknown, ack?: Ack) => {
    for (const listener of listeners.get(event) ?? []) listener(payload, ack);
  };
  const emitted: FakeLiveSocket['emitted'] = [];
  const counts = { connects: 0, disconnects: 0 };
  const socket: FakeLiveSocket = {
    connected: false,
    emitted,
    get connects() {
      return counts.connects;
    },
    get disconnects() {
      return counts.disconnects;
    },
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    emit(event, payload, ack) {
      emitted.push({ event, payload, ack: isAck(ack) ? ack : undefined });
    },
    connect: () => void (counts.connects += 1),
    disconnect() {
      counts.disconnects += 1;
      socket.connected = false;
    },
    accept() {
      socket.connected = true;
      tell('connect');
    },
    drop(reason = 'transport close') {
      socket.connected = false;
      tell('disconnect', reason);
    },
    refuseConnection: () => tell('connect_error', new Error('refused')),
    receive: (event, payload, ack) => tell(event, payload, ack),
    opened: () =>
      emitted
        .filter(({ event }) => event === 'stream:open')
        .map(({ payload }) => Object.fromEntries(Object.entries(payload ?? {}))),
  };
  return socket;
}

function isAck(value: unknown): value is Ack {
  return typeof value === 'function';
}
