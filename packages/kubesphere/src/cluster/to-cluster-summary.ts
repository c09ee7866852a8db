import * as z from 'zod/mini';
import { ALIAS_ANNOTATION, DESCRIPTION_ANNOTATION, GROUP_LABEL, HOST_LABEL } from './cluster-labels.ts';
import { conditionSchema, type ClusterSummary, type Condition } from './cluster-status.ts';
import { goTimeToIso } from './go-time.ts';
import { RESYNC_PERIOD_MS, RESYNC_PERIOD_V4_MS, toClusterStatus } from './to-cluster-status.ts';

const texts = z.optional(z.record(z.string(), z.string()));
const text = z.optional(z.string());

/** The fields we read of a Cluster from the API; the kubeconfig and the proxy token are not among them. */
const clusterObjectSchema = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: text,
    labels: texts,
    annotations: texts,
  }),
  spec: z.optional(
    z.object({
      provider: text,
      connection: z.optional(z.object({ type: text, kubernetesAPIEndpoint: text })),
    }),
  ),
  status: z.optional(
    z.object({
      conditions: z.optional(z.array(conditionSchema)),
      kubernetesVersion: text,
      kubeSphereVersion: text,
      nodeCount: z.optional(z.int()),
      uid: text,
    }),
  ),
});

/** `KubeConfigCertExpiresInSevenDays` (3.3+) carries NotAfter; empty for token kubeconfigs. */
const expiryOf = (conditions: readonly Condition[]): string | undefined =>
  goTimeToIso(conditions.find(({ type }) => type === 'KubeConfigCertExpiresInSevenDays')?.message);

const connectionOf = (type: string | undefined): ClusterSummary['connection'] =>
  type === 'direct' || type === 'proxy' ? type : 'unknown';

const isFilled = (value: string | undefined): value is string => value !== undefined && value !== '';

type ClusterObject = z.infer<typeof clusterObjectSchema>;

/** What people wrote about the cluster. */
const describedBy = ({
  metadata,
  spec,
}: ClusterObject): Pick<ClusterSummary, 'alias' | 'tag' | 'provider' | 'description'> => {
  const alias = metadata.annotations?.[ALIAS_ANNOTATION];
  const description = metadata.annotations?.[DESCRIPTION_ANNOTATION];
  const tag = metadata.labels?.[GROUP_LABEL];
  return {
    ...(isFilled(alias) && { alias }),
    ...(isFilled(tag) && { tag }),
    ...(isFilled(spec?.provider) && { provider: spec.provider }),
    ...(isFilled(description) && { description }),
  };
};

type Found =
  | 'server'
  | 'kubernetesVersion'
  | 'kubesphereVersion'
  | 'nodeCount'
  | 'clusterUid'
  | 'kubeconfigExpiresAt';

/** What the controllers found out. */
const versionsOf = ({ spec, status }: ClusterObject): Pick<ClusterSummary, Found> => {
  const server = spec?.connection?.kubernetesAPIEndpoint;
  const { kubernetesVersion, kubeSphereVersion, nodeCount, uid, conditions = [] } = status ?? {};
  const kubeconfigExpiresAt = expiryOf(conditions);
  return {
    ...(isFilled(server) && { server }),
    ...(isFilled(kubernetesVersion) && { kubernetesVersion }),
    ...(isFilled(kubeSphereVersion) && { kubesphereVersion: kubeSphereVersion }),
    ...(nodeCount !== undefined && { nodeCount }),
    ...(isFilled(uid) && { clusterUid: uid }),
    ...(kubeconfigExpiresAt !== undefined && { kubeconfigExpiresAt }),
  };
};

/** Reads a Cluster object as the API returned it; `undefined` when it is none. The kubeconfig is dropped here. `now` is epoch milliseconds. */
export const toClusterSummary = (object: unknown, now: number): ClusterSummary | undefined => {
  const parsed = clusterObjectSchema.safeParse(object);
  if (!parsed.success) return undefined;
  const { metadata, spec, status } = parsed.data;
  const conditions = status?.conditions ?? [];
  const { labels = {}, deletionTimestamp } = metadata;
  const isV4 = status?.kubeSphereVersion?.startsWith('v4') === true;
  return {
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    isHost: HOST_LABEL in labels,
    createdAt: metadata.creationTimestamp,
    connection: connectionOf(spec?.connection?.type),
    status: toClusterStatus(conditions, {
      now,
      resyncPeriodMs: isV4 ? RESYNC_PERIOD_V4_MS : RESYNC_PERIOD_MS,
      ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    }),
    conditions,
    ...describedBy(parsed.data),
    ...versionsOf(parsed.data),
  };
};
