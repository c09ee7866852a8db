import { createServer } from 'node:net';

/**
 * The first port from `start` on that nobody listens on at 127.0.0.1. It is free now, not reserved.
 *
 * @param {number} start
 * @returns {Promise<number>}
 */
export async function freePort(start) {
  for (let port = start; port < start + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port from ${start} to ${start + 199}.`);
}

/** @param {number} port @returns {Promise<boolean>} */
const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
