import { LIVE_PATH } from '@flotilla/contracts';
import type { LiveSocket } from './live-socket.ts';

/** socket.io's client comes in its own chunk, when the first stream is opened. */
export async function createLiveSocket(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client');
  return io({
    path: LIVE_PATH,
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 4_000,
  });
}
