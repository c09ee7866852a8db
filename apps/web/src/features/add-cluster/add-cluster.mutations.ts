import {
  ROUTES,
  sealedConnectionSchema,
  type ImportCluster,
  type SealConnection,
  type SealedConnection,
} from '@flotilla/contracts';
import { clusterSummarySchema, type ClusterSummary } from '@flotilla/kubesphere';
import type { ApiClient } from '../../shared/api/api-client.ts';

/** The server checks and dry-runs before it creates; a slow member needs its time. */
const IMPORT_TIMEOUT_MS = 60_000;

/** Sends the reduced kubeconfig to be sealed. */
export const sealConnection =
  (api: ApiClient) =>
  (body: SealConnection): Promise<SealedConnection> =>
    api.request(sealedConnectionSchema, { method: 'POST', path: ROUTES.connections, body });

/** Creates the Cluster on the host; repeated with the same `requestId` it is one import. */
export const importCluster =
  (api: ApiClient) =>
  (body: ImportCluster): Promise<ClusterSummary> =>
    api.request(clusterSummarySchema, {
      method: 'POST',
      path: ROUTES.clusters,
      body,
      timeoutMs: IMPORT_TIMEOUT_MS,
    });
