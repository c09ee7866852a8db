import { openSessionSchema, type Session as SessionAnswer } from '@flotilla/contracts';
import { ProblemError } from '../problem-error.ts';
import type { Login } from '../session/login.ts';
import type { Session, Sessions } from '../session/session-cookie.ts';
import { sessionOf, type Handler } from './caller.ts';
import { parseRequest } from './parse-request.ts';

export interface SessionRoutesDeps {
  readonly login: Login;
  readonly sessions: Sessions;
  readonly installation: { readonly version: string; readonly sandbox: boolean };
}

/** Opens, tells and ends the session of this browser. */
export function sessionRoutes({
  login,
  sessions,
  installation,
}: SessionRoutesDeps): Record<'open' | 'read' | 'close', Handler> {
  const tell = ({ id, expiresAt }: Session): SessionAnswer => ({
    id,
    expiresAt: new Date(expiresAt).toISOString(),
    ...installation,
  });
  return {
    open: async (request, response) => {
      const answer = login.exchange(parseRequest(openSessionSchema, request.body).token);
      if (answer !== 'opened') throw new ProblemError(`session.${answer}`);
      const { session, setCookie } = await sessions.open();
      response.append('set-cookie', setCookie).json(tell(session));
    },
    read: (_request, response) => {
      response.json(tell(sessionOf(response)));
    },
    close: (_request, response) => {
      response.append('set-cookie', sessions.close()).status(204).end();
    },
  };
}
