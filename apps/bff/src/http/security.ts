import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { ProblemError } from '../problem-error.ts';
import type { Sessions } from '../session/session-cookie.ts';
import type { Handler } from './caller.ts';
import type { RequestGuard } from './request-guard.ts';

/** Headers of every answer. Mantine injects style elements, hence 'unsafe-inline' there and only there; no HSTS: we speak plain http on loopback. */
export function securityHeaders(): Handler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** Requests for another host name (DNS rebinding) are refused before anything else looks at them. */
export function requireOurHost(guard: RequestGuard): Handler {
  return (request, _response, next) => {
    if (!guard.isOurHost(request))
      throw new ProblemError('request.foreign-origin', { detail: 'Unknown Host.' });
    next();
  };
}

/** API requests: from our own pages or from no browser, JSON only where something changes, never stored by anybody. */
export function requireOurPage(guard: RequestGuard): Handler {
  return (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    if (!guard.isOurPage(request))
      throw new ProblemError('request.foreign-origin', { detail: 'Foreign Origin.' });
    if (
      ['POST', 'PUT', 'PATCH'].includes(request.method) &&
      request.is('application/json') !== 'application/json'
    ) {
      throw new ProblemError('request.unsupported-type', { detail: 'Send application/json.' });
    }
    next();
  };
}

/** Finds the session or refuses; prolongs it when it is time. */
export function requireSession(sessions: Sessions): Handler {
  return async (request, response, next) => {
    const session = await sessions.read(request.headers.cookie);
    if (session === undefined) throw new ProblemError('session.required');
    response.locals.session = session;
    const renewed = await sessions.renew(session);
    if (renewed !== undefined) response.append('set-cookie', renewed);
    next();
  };
}

export interface RateLimit {
  readonly windowMs: number;
  readonly limit: number;
  /** Count refused requests only: guessing is what is limited, not working. */
  readonly failuresOnly: boolean;
}

/** Answers `request.throttled` beyond the limit; counted by address, since a guesser has no session. */
export function throttle({ windowMs, limit, failuresOnly }: RateLimit): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    skipSuccessfulRequests: failuresOnly,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new ProblemError('request.throttled')),
  });
}
