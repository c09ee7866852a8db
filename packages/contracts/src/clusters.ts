import { clusterDraftSchema, clusterSummarySchema } from '@flotilla/kubesphere';
import { z } from './zod.ts';

/** How the host itself stands: the Clusters page's guide and the frame's chip. */
export const hostStateSchema = z.object({
  server: z.string(),
  context: z.string(),
  reachable: z.boolean(),
  generation: z.enum(['none', '3', '4']),
  release: z.optional(z.string()),
  kubernetesVersion: z.optional(z.string()),
  role: z.optional(z.string()),
  /** All proofs of a prepared host are met (4.x: always). */
  prepared: z.boolean(),
  /** The Cluster CRD is served, so clusters can be listed. */
  clustersServed: z.boolean(),
});
export type HostState = z.infer<typeof hostStateSchema>;

/** `GET /api/clusters`. `host` never fails the answer: an unreachable host is told by `reachable: false`. */
export const clusterListSchema = z.object({
  host: hostStateSchema,
  clusters: z.array(clusterSummarySchema),
});
export type ClusterList = z.infer<typeof clusterListSchema>;

/** `POST /api/clusters`. `requestId` makes a repeated submit (double click, retry) one import. */
export const importClusterSchema = z.object({
  draft: clusterDraftSchema,
  sealed: z.string().check(z.minLength(1), z.maxLength(65_536)),
  requestId: z.string().check(z.minLength(8), z.maxLength(64)),
});
export type ImportCluster = z.infer<typeof importClusterSchema>;

/** Facts of one cluster read from itself: the overview of host and member pages. */
export const clusterOverviewSchema = z.object({
  kubernetesVersion: z.string(),
  nodes: z.array(
    z.object({
      name: z.string(),
      ready: z.boolean(),
      roles: z.array(z.string()),
      version: z.string(),
      internalIp: z.optional(z.string()),
    }),
  ),
  generation: z.enum(['none', '3', '4']),
  release: z.optional(z.string()),
  role: z.optional(z.string()),
  effectiveRole: z.optional(z.string()),
  multiclusterStatus: z.optional(z.string()),
  jwtSecretFingerprint: z.optional(z.string()),
  installer: z.enum(['idle', 'running', 'absent', 'unknown']),
  apiserver: z.enum(['answers', 'silent', 'absent']),
  /** `status.<component>.status` of the ClusterConfiguration. */
  components: z.array(
    z.object({ name: z.string(), status: z.string(), enabledTime: z.optional(z.string()) }),
  ),
  readAt: z.string(),
});
export type ClusterOverview = z.infer<typeof clusterOverviewSchema>;
