import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between a client and a server on 127.0.0.1 that can be cut. TLS goes through untouched. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
  /** Breaks every open connection. */
  cut(): void;
  /** Breaks them and refuses new ones until `mend`. */
  sever(): void;
  mend(): void;
}

export async function startCuttingProxy(toPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let isSevered = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (isSevered) return void client.destroy();
    const upstream = connect(toPort, '127.0.0.1');
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    cut,
    sever() {
      isSevered = true;
      cut();
    },
    mend() {
      isSevered = false;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
