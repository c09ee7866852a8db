import { pipeline } from 'node:stream/promises';
import { applyPlanSchema, writeConfigurationSchema } from '@flotilla/contracts';
import { preparationRoleSchema } from '@flotilla/kubesphere';
import * as z from 'zod/mini';
import type { UseCases } from '../compose.ts';
import type { CallerOf, Handler } from './caller.ts';
import { parseRequest, readTarget } from './parse-request.ts';
import { DEADLINE_MS } from './request-signal.ts';

const flag = z.pipe(
  z.optional(z.enum(['true', 'false'])),
  z.transform((text) => text === 'true'),
);
const logQuerySchema = z.object({ follow: flag, timestamps: flag });
const planQuerySchema = z.object({ role: preparationRoleSchema });

/** What one cluster is asked: the host, a member or a sealed connection alike (D1). */
export function targetRoutes(useCases: UseCases, callerOf: CallerOf) {
  return {
    overview: async (request, response) => {
      response.json(await useCases.readOverview(readTarget(request), callerOf(response, DEADLINE_MS)));
    },
    readConfiguration: async (request, response) => {
      response.json(await useCases.readConfiguration(readTarget(request), callerOf(response, DEADLINE_MS)));
    },
    writeConfiguration: async (request, response) => {
      const write = parseRequest(writeConfigurationSchema, request.body);
      const target = readTarget(request);
      response.json(await useCases.writeConfiguration({ target, write }, callerOf(response, DEADLINE_MS)));
    },
    plan: async (request, response) => {
      const { role } = parseRequest(planQuerySchema, request.query);
      const target = readTarget(request);
      response.json(await useCases.planTarget({ target, role }, callerOf(response, DEADLINE_MS)));
    },
    applyPlan: async (request, response) => {
      const apply = parseRequest(applyPlanSchema, request.body);
      const target = readTarget(request);
      response.json(await useCases.applyPlan({ target, apply }, callerOf(response, DEADLINE_MS)));
    },
    installerLog: async (request, response) => {
      const query = parseRequest(logQuerySchema, request.query);
      const { access, signal } = callerOf(response);
      const chunks = await useCases.downloadInstallerLog(readTarget(request), access, { ...query, signal });
      response.type('text/plain').set('x-content-type-options', 'nosniff');
      response.flushHeaders();
      await pipeline(chunks, response, { signal });
    },
  } satisfies Record<string, Handler>;
}
