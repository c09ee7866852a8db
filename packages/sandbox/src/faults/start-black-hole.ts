import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

// The kernel completes handshakes for backlog + 1 connections; the rest of its SYN queue is filled up with a few more.
const HELD_CONNECTIONS = 4;

const LISTEN_THEN_BLOCK = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:net').createServer();
server.on('error', (error) => parentPort.postMessage({ error: error.message }));
server.listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage({ port: server.address().port });
  parentPort.once('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});
`;

export interface BlackHole extends AsyncDisposable {
  readonly port: number;
}

/**
 * A TCP port where connecting never completes: a thread listens and never accepts, and its queue is full,
 * so the kernel drops further SYNs. Close it to free the port.
 */
export async function startBlackHole({
  host = '127.0.0.1',
  port = 0,
}: { host?: string; port?: number } = {}): Promise<BlackHole> {
  const worker = new Worker(LISTEN_THEN_BLOCK, { eval: true, workerData: { host, port } });
  const bound = await new Promise<number>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (told: { port?: number; error?: string }) => {
      if (told.port === undefined) reject(new Error(told.error ?? 'no port'));
      else resolve(told.port);
    });
  });
  worker.postMessage('block');
  const held = Array.from({ length: HELD_CONNECTIONS }, () => hold(host, bound));
  await Promise.race(held.slice(0, 1).map(({ connected }) => connected));
  return {
    port: bound,
    [Symbol.asyncDispose]: async () => {
      for (const { socket } of held) socket.destroy();
      await worker.terminate();
    },
  };
}

function hold(host: string, port: number): { socket: Socket; connected: Promise<void> } {
  const socket = connect({ host, port });
  // Those beyond the queue never connect, and all are reset when the hole closes: neither is news.
  socket.on('error', () => undefined);
  return { socket, connected: new Promise((resolve) => socket.once('connect', () => resolve())) };
}
