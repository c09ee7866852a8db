import {
  installerLogItemSchema,
  LIVE_EVENTS,
  LIVE_PATH,
  openAnswerSchema,
  streamBatchSchema,
  type LogLine,
} from '@flotilla/contracts';
import { io } from 'socket.io-client';

/** Follows the host's installer log over the live protocol, as the web does, until `take` answers true. */
export async function followLive(
  { url, cookie }: { url: string; cookie: string },
  take: (lines: readonly LogLine[]) => boolean,
): Promise<void> {
  const socket = io(url, {
    path: LIVE_PATH,
    transports: ['websocket'],
    extraHeaders: { cookie, origin: url },
    forceNew: true,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on('connect_error', reject);
      socket.on(LIVE_EVENTS.end, (end: unknown) =>
        reject(new Error(`the stream ended: ${JSON.stringify(end)}`)),
      );
      socket.on(LIVE_EVENTS.batch, (message: unknown, acknowledge: () => void) => {
        acknowledge();
        for (const item of streamBatchSchema.parse(message).items) {
          const parsed = installerLogItemSchema.parse(item);
          if (parsed.type === 'gap') reject(new Error(`a gap: ${JSON.stringify(parsed)}`));
          if (parsed.type === 'lines' && take(parsed.lines)) resolve();
        }
      });
      const open = { kind: 'installer-log', streamId: 'bench', target: { kind: 'host' } };
      socket.emit(LIVE_EVENTS.open, open, (answer: unknown) => {
        const opened = openAnswerSchema.parse(answer);
        if (!opened.ok) reject(new Error(JSON.stringify(opened.problem)));
      });
    });
  } finally {
    socket.disconnect();
  }
}
