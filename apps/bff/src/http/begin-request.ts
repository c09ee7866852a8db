import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Ask, Handler } from './caller.ts';
import { openRequestSignal } from './request-signal.ts';

/** First of all: a request id on every answer, one log line when it is over, and the signal its work hangs on. */
export function beginRequest(options: { log: Log; stopping: AbortSignal }): Handler {
  const { log, stopping } = options;
  return (request, response, next) => {
    const startedAt = performance.now();
    response.locals.requestId = randomUUID();
    response.locals.signal = openRequestSignal(response, stopping);
    response.setHeader('x-request-id', response.locals.requestId);
    response.once('close', () => {
      const level = response.statusCode >= 500 ? 'warn' : 'info';
      log[level](
        {
          requestId: response.locals.requestId,
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
          ...(response.locals.problem !== undefined && { problem: response.locals.problem }),
          ms: Math.round(performance.now() - startedAt),
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The route's pattern, never the address: names, queries and whatever a stranger puts into a path stay out of the log. */
function routeOf(request: Ask): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  if (Array.isArray(path)) return String(path[0]).replace('/api/host/', '/api/{target}/');
  return typeof path === 'string' ? path : '(none)';
}
