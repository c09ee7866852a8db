import {
  LIVE_EVENTS,
  LIVE_PATH,
  openAnswerSchema,
  streamBatchSchema,
  streamEndSchema,
  type StreamEnd,
} from '@flotilla/contracts';
import { io } from 'socket.io-client';
import type { TestClient } from './test-client.ts';

export interface HeardStream {
  readonly items: readonly unknown[];
  /** Absent when the listener left before the stream ended. */
  readonly end?: StreamEnd;
}

/** Opens one live stream and takes in batches until it ends or `isEnough`. */
export async function listenTo(
  client: TestClient,
  request: { readonly kind: string; readonly [field: string]: unknown },
  isEnough: (items: readonly unknown[]) => boolean = () => false,
): Promise<HeardStream> {
  const socket = io(client.url, {
    path: LIVE_PATH,
    transports: ['websocket'],
    extraHeaders: { cookie: client.cookie, origin: client.url },
  });
  const items: unknown[] = [];
  try {
    return await new Promise<HeardStream>((resolve, reject) => {
      socket.on('connect_error', reject);
      socket.on(LIVE_EVENTS.end, (end: unknown) => resolve({ items, end: streamEndSchema.parse(end) }));
      socket.on(LIVE_EVENTS.batch, (batch: unknown, acknowledge: () => void) => {
        items.push(...streamBatchSchema.parse(batch).items);
        acknowledge();
        if (isEnough(items)) resolve({ items });
      });
      socket.emit(LIVE_EVENTS.open, { streamId: 'one', ...request }, (answer: unknown) => {
        const opened = openAnswerSchema.parse(answer);
        if (!opened.ok) reject(new Error(`the stream was refused: ${JSON.stringify(opened.problem)}`));
      });
    });
  } finally {
    socket.disconnect();
  }
}
