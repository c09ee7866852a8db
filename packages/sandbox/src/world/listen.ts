import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens on any free port of that address; answers the port. */
export async function listen(server: Server, address: string): Promise<number> {
  server.listen(0, address);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server listens on no port');
  return bound.port;
}
