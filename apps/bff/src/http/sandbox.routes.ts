import { sandboxEventSchema, setSandboxFaultsSchema, setSandboxSpeedSchema } from '@flotilla/contracts';
import type { SandboxPanel } from '../sandbox-panel/sandbox-control.ts';
import type { Answer, Handler } from './caller.ts';
import { parseRequest } from './parse-request.ts';
import { DEADLINE_MS, withDeadline } from './request-signal.ts';

/** The panel of a sandbox installation. Every answer is the whole state as it is now. */
export function sandboxRoutes(panel: SandboxPanel) {
  const signalOf = (response: Answer): AbortSignal => withDeadline(response.locals.signal, DEADLINE_MS);
  return {
    read: async (_request, response) => {
      response.json(await panel.read(signalOf(response)));
    },
    setSpeed: async (request, response) => {
      const { speed } = parseRequest(setSandboxSpeedSchema, request.body);
      response.json(await panel.setSpeed(speed, signalOf(response)));
    },
    setFaults: async (request, response) => {
      const { faults } = parseRequest(setSandboxFaultsSchema, request.body);
      response.json(await panel.setFaults(String(request.params['cluster']), faults, signalOf(response)));
    },
    cause: async (request, response) => {
      const { event } = parseRequest(sandboxEventSchema, request.body);
      response.json(await panel.cause(String(request.params['cluster']), event, signalOf(response)));
    },
  } satisfies Record<string, Handler>;
}
