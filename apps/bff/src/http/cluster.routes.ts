import { checkRequestSchema, importClusterSchema, sealConnectionSchema } from '@flotilla/contracts';
import type { UseCases } from '../compose.ts';
import type { CallerOf, Handler } from './caller.ts';
import { parseRequest } from './parse-request.ts';
import { CHECKS_DEADLINE_MS, DEADLINE_MS } from './request-signal.ts';

/** The fleet: sealing a kubeconfig, checking a cluster, listing and importing. */
export function clusterRoutes(useCases: UseCases, callerOf: CallerOf) {
  return {
    seal: async (request, response) => {
      const wanted = parseRequest(sealConnectionSchema, request.body);
      response.json(await useCases.sealConnection(wanted, callerOf(response, DEADLINE_MS)));
    },
    check: async (request, response) => {
      const wanted = parseRequest(checkRequestSchema, request.body);
      const { access, signal } = callerOf(response, CHECKS_DEADLINE_MS);
      response.json(await useCases.collectReport(wanted, access, { signal }));
    },
    list: async (_request, response) => {
      response.json(await useCases.listClusters(callerOf(response, DEADLINE_MS)));
    },
    read: async (request, response) => {
      const name = String(request.params['name']);
      response.json(await useCases.readCluster(name, callerOf(response, DEADLINE_MS)));
    },
    add: async (request, response) => {
      const wanted = parseRequest(importClusterSchema, request.body);
      response.status(201).json(await useCases.addCluster(wanted, callerOf(response, CHECKS_DEADLINE_MS)));
    },
  } satisfies Record<string, Handler>;
}
