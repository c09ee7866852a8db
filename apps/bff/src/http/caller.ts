import type { ProblemCode } from '@flotilla/contracts';
import type { Request, RequestHandler, Response } from 'express';
import { ProblemError } from '../problem-error.ts';
import type { Session } from '../session/session-cookie.ts';
import type { Caller } from '../use-cases/caller.ts';
import type { ClusterAccess } from '../use-cases/open-target.ts';
import { withDeadline } from './request-signal.ts';

/** What the middleware knows of a request; filled step by step, so what a later step sets may be missing. */
export type RequestLocals = {
  requestId: string;
  signal: AbortSignal;
  session?: Session;
  /** Why the answer is a problem. */
  problem?: ProblemCode;
};
type Params = Request['params'];
export type Ask = Request<Params, unknown, unknown, Request['query'], RequestLocals>;
export type Answer = Response<unknown, RequestLocals>;
export type Handler = RequestHandler<Params, unknown, unknown, Request['query'], RequestLocals>;

/** The session the guard found; `session.required` when a route was left open by mistake, so that it fails closed. */
export function sessionOf(response: Answer): Session {
  const { session } = response.locals;
  if (session === undefined) throw new ProblemError('session.required');
  return session;
}

/** Makes the caller of a request; without a deadline for streams. */
export type CallerOf = (response: Answer, deadlineMs?: number) => Caller;

export function createCallerOf(accessFor: (sessionId: string) => ClusterAccess): CallerOf {
  return (response, deadlineMs) => {
    const { id } = sessionOf(response);
    const { signal } = response.locals;
    return {
      sessionId: id,
      access: accessFor(id),
      signal: deadlineMs === undefined ? signal : withDeadline(signal, deadlineMs),
    };
  };
}
