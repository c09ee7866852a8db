import * as z from 'zod/mini';

/** One entry of `status.conditions`, as the controllers wrote it; in 3.x the useful text of a failure is in `reason`, in 4.1 in `message`. */
export const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  lastUpdateTime: z.optional(z.string()),
  lastTransitionTime: z.optional(z.string()),
});
export type Condition = z.infer<typeof conditionSchema>;

/**
 * The one state of a Cluster. `joining`: no verdict of the controller yet (a missing condition is "not reached", not "failed"). `ready`.
 * `stale`: Ready=True, but the heartbeat is older than three periods (3.3+ does not flip Ready when a member goes away). `failed`: Ready or Federated
 * is False; `text` is the useful one of reason and message. `removing`: deletion was asked for.
 */
export const clusterStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('joining') }),
  z.object({ state: z.literal('ready'), heartbeatAt: z.optional(z.string()) }),
  z.object({ state: z.literal('stale'), heartbeatAt: z.string() }),
  z.object({ state: z.literal('failed'), condition: z.string(), text: z.string() }),
  z.object({ state: z.literal('removing') }),
]);
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;

/** A Cluster, fit for lists: nothing in it is secret. Times are ISO 8601. */
export const clusterSummarySchema = z.object({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  isHost: z.boolean(),
  alias: z.optional(z.string()),
  tag: z.optional(z.string()),
  provider: z.optional(z.string()),
  description: z.optional(z.string()),
  createdAt: z.string(),
  connection: z.enum(['direct', 'proxy', 'unknown']),
  server: z.optional(z.string()),
  kubernetesVersion: z.optional(z.string()),
  kubesphereVersion: z.optional(z.string()),
  nodeCount: z.optional(z.int()),
  clusterUid: z.optional(z.string()),
  kubeconfigExpiresAt: z.optional(z.string()),
  status: clusterStatusSchema,
  conditions: z.array(conditionSchema),
});
export type ClusterSummary = z.infer<typeof clusterSummarySchema>;
