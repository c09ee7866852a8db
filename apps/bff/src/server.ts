import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from './app.ts';
import type { Flotilla } from './compose.ts';
import { createRequestGuard, type RequestGuardOptions } from './http/request-guard.ts';
import { createStreams } from './live/create-streams.ts';
import { openLiveGateway } from './live/live-gateway.ts';
import type { Log } from './log.ts';
import { ProblemError } from './problem-error.ts';
import type { ServeWeb } from './spa.ts';
import { isCode } from './state-dir.ts';
import { toProblem } from './to-problem.ts';
import { readHostState } from './use-cases/list-clusters.ts';
import { UserError } from './user-error.ts';

/** How long running requests may take to end by themselves when the server stops. */
const PATIENCE_MS = 4_000;
/** A sealed connection travels in a header; certificates and CA bundles make it far longer than Node's 16 KiB. */
const MAX_HEADER_BYTES = 98_304;

export interface ServerOptions {
  readonly flotilla: Flotilla;
  readonly log: Log;
  readonly guard: RequestGuardOptions;
  readonly web: ServeWeb | undefined;
  readonly host: string;
  readonly port: number;
  /** When the port is busy, take any free one instead of failing. */
  readonly mayMove: boolean;
}

/** Disposing ends it in order: stop accepting → abort streams → wait a little → close. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens with HTTP and socket. Rejects with UserError when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { flotilla, log, host } = options;
  const stopping = new AbortController();
  const guard = createRequestGuard(options.guard);
  const app = createApp({ flotilla, guard, log, stopping: stopping.signal, web: options.web });
  const httpServer = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, app);
  const port = await listen(httpServer, options);
  const live = openLiveGateway({
    httpServer,
    async admit(request) {
      if (!guard.isOurHost(request) || !guard.isOurPage(request)) return undefined;
      const session = await flotilla.sessions.read(request.headers.cookie);
      if (session === undefined) return undefined;
      return { access: flotilla.accessFor(session.id), signal: stopping.signal };
    },
    openStream: createStreams({ readHostState }),
    toProblem(error) {
      const { problem, unexpected } = toProblem(error, randomUUID());
      if (unexpected) log.error({ requestId: problem.requestId, err: error }, 'unexpected error in a stream');
      return problem;
    },
    signal: stopping.signal,
  });
  log.info({ host, port }, 'listening');
  return {
    port,
    async [Symbol.asyncDispose]() {
      const closed = closeListener(httpServer);
      stopping.abort(new ProblemError('server.stopping'));
      await live[Symbol.asyncDispose]();
      await Promise.race([closed, wait(PATIENCE_MS, undefined, { ref: false })]);
      httpServer.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { host, port, mayMove }: ServerOptions): Promise<number> {
  try {
    return await listenOn(server, port, host);
  } catch (error) {
    if (!isCode(error, 'EADDRINUSE'))
      throw new UserError(`Cannot listen on ${host}:${port}: ${String(error)}.`);
    if (mayMove) return listenOn(server, 0, host);
    throw new UserError(`Port ${port} on ${host} is taken; choose another one with --port, or leave it out.`);
  }
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(portOf(server.address()));
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not a TCP address');
  return address.port;
}

function closeListener(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
