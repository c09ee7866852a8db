import { ROUTES } from '@flotilla/contracts';
import express, { type Express, type RequestHandler } from 'express';
import type { Flotilla } from './compose.ts';
import { beginRequest } from './http/begin-request.ts';
import { createCallerOf } from './http/caller.ts';
import { clusterRoutes } from './http/cluster.routes.ts';
import { answerNotFound, createProblemHandler } from './http/problem-handler.ts';
import type { RequestGuard } from './http/request-guard.ts';
import { sandboxRoutes } from './http/sandbox.routes.ts';
import {
  requireOurHost,
  requireOurPage,
  requireSession,
  securityHeaders,
  throttle,
} from './http/security.ts';
import { sessionRoutes } from './http/session.routes.ts';
import { targetRoutes } from './http/target.routes.ts';
import type { Log } from './log.ts';

const BODY_LIMIT_BYTES = 1_500_000;
const MINUTE_MS = 60_000;

export interface AppDeps {
  readonly flotilla: Flotilla;
  readonly guard: RequestGuard;
  readonly log: Log;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
  /** Serves the web; absent in development, where Vite does. */
  readonly web: RequestHandler | undefined;
}

/** The whole route table. Never listens. */
export function createApp({ flotilla, guard, log, stopping, web }: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple').set('etag', false);
  app.use(beginRequest({ log, stopping }), securityHeaders(), requireOurHost(guard));

  const json = express.json({ limit: BODY_LIMIT_BYTES, inflate: false });
  const signedIn = requireSession(flotilla.sessions);
  const guessing = throttle({ windowMs: 5 * MINUTE_MS, limit: 20, failuresOnly: true });
  const sealing = throttle({ windowMs: MINUTE_MS, limit: 120, failuresOnly: false });
  const callerOf = createCallerOf(flotilla.accessFor);
  const session = sessionRoutes(flotilla);
  const clusters = clusterRoutes(flotilla.useCases, callerOf);
  const target = targetRoutes(flotilla.useCases, callerOf);
  const sandbox = sandboxRoutes(flotilla.sandboxPanel);

  app.use('/api', requireOurPage(guard));
  app.get(ROUTES.health, (_request, response) => void response.json({ status: 'ok' }));
  app.post(ROUTES.session, guessing, json, session.open);
  app.use('/api', signedIn);
  app.get(ROUTES.session, session.read);
  app.delete(ROUTES.session, session.close);
  app.post(ROUTES.connections, sealing, json, clusters.seal);
  app.post(ROUTES.clusterChecks, json, clusters.check);
  app.get(ROUTES.clusters, clusters.list);
  app.post(ROUTES.clusters, json, clusters.add);
  app.get(`${ROUTES.clusters}/:name`, clusters.read);
  app.get(ofTarget('overview'), target.overview);
  app.get(ofTarget('configuration'), target.readConfiguration);
  app.put(ofTarget('configuration'), json, target.writeConfiguration);
  app.get(ofTarget('plan'), target.plan);
  app.post(ofTarget('plan'), json, target.applyPlan);
  app.get(ofTarget('installer-log'), target.installerLog);
  app.get(ROUTES.sandbox, sandbox.read);
  app.put(ROUTES.sandboxSpeed, json, sandbox.setSpeed);
  app.put(`${ROUTES.sandbox}/clusters/:cluster/faults`, json, sandbox.setFaults);
  app.post(`${ROUTES.sandbox}/clusters/:cluster/events`, json, sandbox.cause);
  app.use('/api', answerNotFound);
  if (web !== undefined) app.use(web);
  app.use(answerNotFound, createProblemHandler(log));
  return app;
}

/** The paths of `targetPath` as patterns: host, member, sealed connection. */
const ofTarget = (resource: string): string[] => [
  `/api/host/${resource}`,
  `/api/members/:name/${resource}`,
  `/api/connection/${resource}`,
];
