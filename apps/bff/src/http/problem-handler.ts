import type { ErrorRequestHandler } from 'express';
import type { Log } from '../log.ts';
import { ProblemError } from '../problem-error.ts';
import { toProblem, toProblemError } from '../to-problem.ts';
import type { Ask, Handler, RequestLocals } from './caller.ts';

type ProblemHandler = ErrorRequestHandler<Ask['params'], unknown, unknown, Ask['query'], RequestLocals>;

/** The only place that answers a failure: problem+json with the request's id. A client that is gone gets nothing, a begun stream is cut. */
export function createProblemHandler(log: Log): ProblemHandler {
  // oxlint-disable-next-line max-params -- because Express counts them
  return (error: unknown, _request, response, _next) => {
    const { requestId } = response.locals;
    const { problem, unexpected } = toProblem(fromExpress(error), requestId);
    response.locals.problem = problem.code;
    if (response.destroyed) return;
    if (unexpected) log.error({ requestId, err: error }, 'unexpected error');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(problem.status)
      .set({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' })
      .send(JSON.stringify(problem));
  };
}

/** Whatever no route took. */
export const answerNotFound: Handler = () => {
  throw new ProblemError('request.not-found');
};

/** Express and its body parser throw errors that carry a type or a status; their messages may quote the body and stay behind. */
function fromExpress(error: unknown): unknown {
  // A cluster's failure carries a status too, but it is the cluster's.
  if (!(error instanceof Error) || toProblemError(error) !== undefined) return error;
  const type = 'type' in error ? error.type : undefined;
  const status = 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') return new ProblemError('request.too-large', { cause: error });
  if (status === 415) return new ProblemError('request.unsupported-type', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('request.invalid', { detail: 'The request cannot be read.', cause: error });
  }
  return error;
}
