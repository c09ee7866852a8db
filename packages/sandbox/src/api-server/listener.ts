import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { CertificatePair } from '../certificates/cluster-pki.ts';
import type { ListenerMode } from '../faults/fault-switch.ts';
import { startBlackHole } from '../faults/start-black-hole.ts';

const KEEP_ALIVE_MS = 180_000;
const TLS_HANDSHAKE = 0x16;
const HTTP_ON_TLS = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

export interface ListenerOptions {
  host: string;
  port: number;
  /** What the port shows of itself in that mode. */
  certificateFor: (mode: TlsMode) => Promise<CertificatePair>;
  onRequest: RequestListener;
  mode: ListenerMode;
}

/** The modes in which the port speaks TLS. */
export type TlsMode = 'serving' | 'expired-certificate' | 'foreign-certificate';

/** One port that serves, refuses, swallows connections or forgets TLS. Owns its sockets. */
export interface Listener {
  readonly port: number;
  start(): Promise<void>;
  /** Closes the port and destroys every connection. */
  stop(): Promise<void>;
  setMode(mode: ListenerMode): Promise<void>;
}

interface Opened {
  port: number;
  close(): Promise<void>;
}

export async function startListener(options: ListenerOptions): Promise<Listener> {
  let { mode, port } = options;
  let opened: Opened | undefined;
  let work: Promise<void> = Promise.resolve();
  // Changes run one after the other: two of them must not fight for the port.
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    work = work.catch(() => undefined).then(change);
    return work;
  };
  const close = async () => {
    await opened?.close();
    opened = undefined;
  };
  const open = async () => {
    await close();
    opened = await openAs(mode, { ...options, port });
    port = opened?.port ?? port;
  };

  // A server that begins refused still needs a port to refuse on.
  if (mode === 'refused') {
    const first = await openServer('serving', options);
    port = first.port;
    await first.close();
  } else await open();
  return {
    get port() {
      return port;
    },
    start: () => inTurn(open),
    stop: () => inTurn(close),
    setMode: (next) =>
      inTurn(async () => {
        mode = next;
        await open();
      }),
  };
}

async function openAs(mode: ListenerMode, options: ListenerOptions): Promise<Opened | undefined> {
  switch (mode) {
    case 'refused':
      return undefined;
    case 'black-hole': {
      const hole = await startBlackHole({ host: options.host, port: options.port });
      return { port: hole.port, close: async () => hole[Symbol.asyncDispose]() };
    }
    case 'serving':
    case 'plain-http':
    case 'expired-certificate':
    case 'foreign-certificate':
      return openServer(mode, options);
  }
}

async function openServer(mode: TlsMode | 'plain-http', options: ListenerOptions): Promise<Opened> {
  const { host, port, onRequest } = options;
  const server =
    mode === 'plain-http'
      ? createHttpServer(onRequest)
      : createTlsServer(await options.certificateFor(mode), onRequest);
  // Watches and followed logs live as long as their clients want.
  server.requestTimeout = 0;
  server.timeout = 0;
  // Longer than clients keep idle connections: a real server is not the first to hang up.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const front = createServer((socket) => greet(socket, mode, server));
  const sockets = new Set<Socket>();
  front.on('connection', (socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => sockets.delete(socket));
    // A client that goes away in the handshake is no news.
    socket.on('error', () => undefined);
  });
  front.listen({ port, host });
  await once(front, 'listening');
  return {
    port: toPort(front.address()),
    close: async () => {
      const closed = once(front, 'close');
      front.close();
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function createTlsServer(
  { keyPem: key, certificatePem: cert }: CertificatePair,
  onRequest: RequestListener,
): Server {
  return createHttpsServer(
    { key, cert, requestCert: true, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] },
    onRequest,
  );
}

/** Looks at the first byte: a TLS port tells a client that speaks HTTP so, as Go's server does. */
function greet(socket: Socket, mode: TlsMode | 'plain-http', server: Server): void {
  if (mode === 'plain-http') {
    server.emit('connection', socket);
    return;
  }
  socket.once('data', (first: Buffer) => {
    if (first[0] !== TLS_HANDSHAKE) {
      socket.end(HTTP_ON_TLS);
      return;
    }
    socket.pause();
    socket.unshift(first);
    server.emit('connection', socket);
  });
}

function toPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the listener has no TCP port');
  return address.port;
}
