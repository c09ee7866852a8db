import {
  LIVE_EVENTS,
  openAnswerSchema,
  STREAM_ITEM_SCHEMAS,
  type Problem,
  type StreamBatch,
  type StreamEnd,
  type StreamItems,
  type StreamKind,
} from '@flotilla/contracts';
import * as z from 'zod/mini';
import type { StreamHandlers, StreamRequest } from './live-client.ts';
import type { LiveSocket } from './live-socket.ts';

export interface LiveStream {
  /** Of the opening that counts now; a new one at each start, so that leftovers of an older opening find nobody. */
  readonly id: string;
  start(socket: LiveSocket): void;
  take(batch: StreamBatch, ack: () => void): void;
  finish(end: StreamEnd): void;
  close(socket: LiveSocket | undefined): void;
}

interface LiveStreamOptions<K extends StreamKind> {
  readonly kind: K;
  readonly request: () => StreamRequest<K>;
  readonly handlers: StreamHandlers<K>;
  readonly onDone: () => void;
}

/** One stream over all its openings. Everything it is told goes through one chain, so items, end and re-openings keep their order. */
export function createLiveStream<K extends StreamKind>(options: LiveStreamOptions<K>): LiveStream {
  const { kind, request, handlers } = options;
  let id = '';
  let isDone = false;
  let chain: Promise<void> = Promise.resolve();

  const enqueue = (step: () => void | Promise<void>) => {
    chain = chain.then(step).catch((error: unknown) => {
      // A handler that throws is a bug: it must be seen, and must not stop the stream's acknowledgements.
      globalThis.reportError(error);
    });
  };

  const done = (tell: () => void) => {
    if (isDone) return;
    isDone = true;
    options.onDone();
    tell();
  };

  return {
    get id() {
      return id;
    },
    start(socket) {
      const opening = globalThis.crypto.randomUUID();
      id = opening;
      enqueue(() => {
        if (isDone || id !== opening) return;
        socket.emit(LIVE_EVENTS.open, { ...request(), kind, streamId: opening }, (payload: unknown) => {
          const answer = z.safeParse(openAnswerSchema, payload);
          if (id !== opening) return;
          if (!answer.success) enqueue(() => done(() => handlers.onRefused(breach('stream:open'))));
          else if (!answer.data.ok && !isPassing(answer.data.problem)) {
            const { problem } = answer.data;
            enqueue(() => done(() => handlers.onRefused(problem)));
          }
        });
      });
    },
    take(batch, ack) {
      enqueue(async () => {
        if (isDone) return ack();
        const items = parseItems(kind, batch.items);
        if (items === undefined) done(() => handlers.onEnd(breach('stream:batch')));
        else await handlers.onItems(items);
        ack();
      });
    },
    finish(end) {
      if (end.problem !== undefined && isPassing(end.problem)) return;
      enqueue(() => done(() => (end.problem === undefined ? handlers.onEnd() : handlers.onEnd(end.problem))));
    },
    close(socket) {
      isDone = true;
      if (socket?.connected === true && id !== '') socket.emit(LIVE_EVENTS.close, { streamId: id });
    },
  };
}

/** A server that stops is no end of the stream: it is opened again when the next one answers. */
function isPassing(problem: Problem): boolean {
  return problem.code === 'server.stopping';
}

/** The contract's table, typed so that a kind's schema gives that kind's items. */
const ITEM_SCHEMAS: { readonly [K in StreamKind]: z.core.$ZodType<StreamItems[K]> } = STREAM_ITEM_SCHEMAS;

function parseItems<K extends StreamKind>(kind: K, items: unknown[]): StreamItems[K][] | undefined {
  const schema = ITEM_SCHEMAS[kind];
  const parsed: StreamItems[K][] = [];
  for (const item of items) {
    const result = z.safeParse(schema, item);
    if (!result.success) return undefined;
    parsed.push(result.data);
  }
  return parsed;
}

/** Web and BFF disagree about the wire: told like any other problem, but made here. */
function breach(where: string): Problem {
  return {
    type: 'about:blank',
    title: 'Contract breach',
    status: 500,
    code: 'internal',
    detail: `${where} was not as agreed`,
    requestId: 'browser',
    retryable: false,
  };
}
