import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

/** The cluster's network as its API server sees it: addresses of pods, which in truth are ports of this machine. */
export interface ClusterNetwork extends AsyncDisposable {
  /** The socket an API server's egress goes to. */
  readonly socketPath: string;
  /** Lets `address:port` be reached at a port of 127.0.0.1. Anything else is dialled as it is. */
  route(address: string, toPort: number): void;
}

/**
 * A real API server refuses endpoints on the loopback address, and we listen on no other. So its connections into the
 * cluster go through this CONNECT proxy (its `cluster` egress), which knows where each address really is.
 */
export async function startClusterNetwork(folder: string): Promise<ClusterNetwork> {
  const routes = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    const colon = target.lastIndexOf(':');
    const routed = routes.get(target);
    const upstream =
      routed === undefined
        ? connect(Number(target.slice(colon + 1)), target.slice(0, colon))
        : connect(routed, '127.0.0.1');
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  const socketPath = join(folder, 'egress.sock');
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    route: (address, toPort) => void routes.set(address, toPort),
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
