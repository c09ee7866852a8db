import type { IncomingMessage, Server as HttpServer } from 'node:http';
import {
  closeStreamSchema,
  LIVE_EVENTS,
  LIVE_PATH,
  openStreamSchema,
  type OpenAnswer,
  type OpenStream,
  type Problem,
  type StreamEnd,
} from '@flotilla/contracts';
import { Server, type Socket } from 'socket.io';
import { ProblemError } from '../problem-error.ts';
import type { ClusterAccess } from '../use-cases/open-target.ts';
import type { OpenAnyStream } from './create-streams.ts';
import { AckTimeout, sendInStep } from './send-in-step.ts';

const MAX_STREAMS_PER_SOCKET = 32;
/** Nothing a client sends is large: a sealed connection is at most 64 KiB. */
const MAX_MESSAGE_BYTES = 131_072;

/** Who opened a socket. `signal` aborts when the session ends. */
export interface Visitor {
  readonly access: ClusterAccess;
  readonly signal: AbortSignal;
}

export interface LiveGatewayDependencies {
  readonly httpServer: HttpServer;
  /** Judges Host, Origin and session at the handshake; undefined refuses. */
  admit(request: IncomingMessage): Promise<Visitor | undefined>;
  readonly openStream: OpenAnyStream;
  toProblem(error: unknown): Problem;
  /** The server's life; its abort ends every stream. */
  readonly signal: AbortSignal;
}

export type LiveGateway = AsyncDisposable;

/** What one socket needs. */
interface Desk extends Pick<LiveGatewayDependencies, 'openStream' | 'toProblem'> {
  readonly socket: Socket;
  readonly visitor: Visitor;
  /** The socket's life, the session's and the server's together. */
  readonly signal: AbortSignal;
  /** Every stream that is not yet through with its cleaning up. */
  readonly running: Set<Promise<void>>;
}

function isAck(value: unknown): value is (answer: OpenAnswer) => void {
  return typeof value === 'function';
}

async function runStream(desk: Desk, request: OpenStream, signal: AbortSignal): Promise<void> {
  const { socket, visitor, openStream, toProblem } = desk;
  const { streamId } = request;
  const end: StreamEnd = { streamId };
  try {
    await sendInStep(openStream(request, visitor.access, { signal }), {
      streamId,
      signal,
      send: (batch) => socket.emitWithAck(LIVE_EVENTS.batch, batch),
    });
  } catch (error) {
    // Whoever closed the stream does not want to hear of it; who never acks does not hear anything.
    if (signal.aborted) return;
    if (error instanceof AckTimeout) {
      socket.conn.close();
      return;
    }
    end.problem = toProblem(error);
  }
  if (!signal.aborted) socket.emit(LIVE_EVENTS.end, end);
}

/** Opens and closes the streams of one socket; all of them end with it. */
function serveSocket(desk: Desk): void {
  const { socket, signal, toProblem, running } = desk;
  const streams = new Map<string, AbortController>();

  const open = (message: unknown): OpenAnswer => {
    const parsed = openStreamSchema.safeParse(message);
    if (!parsed.success)
      return { ok: false, problem: toProblem(new ProblemError('request.invalid', { cause: parsed.error })) };
    const { streamId } = parsed.data;
    if (streams.has(streamId))
      return {
        ok: false,
        problem: toProblem(new ProblemError('request.invalid', { detail: 'This stream is open already.' })),
      };
    if (streams.size >= MAX_STREAMS_PER_SOCKET)
      return { ok: false, problem: toProblem(new ProblemError('stream.too-many')) };
    const controller = new AbortController();
    streams.set(streamId, controller);
    const stream = runStream(desk, parsed.data, AbortSignal.any([signal, controller.signal])).finally(() => {
      if (streams.get(streamId) === controller) streams.delete(streamId);
      running.delete(stream);
    });
    running.add(stream);
    return { ok: true };
  };

  socket.on(LIVE_EVENTS.open, (message: unknown, ack: unknown) => {
    // The ack goes out before the first batch: the stream's first word is never in the same turn.
    const answer = open(message);
    if (isAck(ack)) ack(answer);
  });
  socket.on(LIVE_EVENTS.close, (message: unknown) => {
    const parsed = closeStreamSchema.safeParse(message);
    if (!parsed.success) return;
    streams.get(parsed.data.streamId)?.abort();
    streams.delete(parsed.data.streamId);
  });
}

/**
 * The live side of the server: one protocol for all streams (contracts/live.ts). Disposing it ends every stream, waits until they have let go of their
 * clusters, and closes the sockets; the HTTP server stays.
 */
export function openLiveGateway(dependencies: LiveGatewayDependencies): LiveGateway {
  const { httpServer, admit } = dependencies;
  const stopping = new AbortController();
  const life = AbortSignal.any([dependencies.signal, stopping.signal]);
  const visitors = new WeakMap<IncomingMessage, Visitor>();
  const running = new Set<Promise<void>>();

  const io = new Server(httpServer, {
    path: LIVE_PATH,
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    destroyUpgrade: false,
    allowRequest: (request, decide) => {
      admit(request).then(
        (visitor) => {
          if (visitor) visitors.set(request, visitor);
          decide(null, visitor !== undefined);
        },
        () => decide(null, false),
      );
    },
  });

  io.on('connection', (socket) => {
    const visitor = visitors.get(socket.request);
    if (!visitor) {
      socket.disconnect(true);
      return;
    }
    const leaving = new AbortController();
    socket.once('disconnect', () => leaving.abort());
    const dismiss = (): void => {
      // A stopping server closes the transport only: the packet would tell the client not to come back.
      if (dependencies.signal.aborted || stopping.signal.aborted) socket.conn.close();
      else socket.disconnect(true);
    };
    visitor.signal.addEventListener('abort', dismiss, { once: true, signal: leaving.signal });
    if (visitor.signal.aborted) dismiss();
    const signal = AbortSignal.any([leaving.signal, visitor.signal, life]);
    serveSocket({ ...dependencies, socket, visitor, signal, running });
  });

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      io.engine.close();
      await Promise.allSettled(running);
    },
  };
}
