import * as z from 'zod/mini';

/**
 * What the wizard collects. Limits are KubeSphere's console's (release-3.4 `src/components/Forms/Cluster/BaseInfo`): name is a DNS label of at most
 * 63 characters, alias at most 63, description at most 256; the tag becomes a label value.
 */
export const clusterDraftSchema = z.object({
  name: z.string(),
  alias: z.optional(z.string()),
  tag: z.optional(z.string()),
  provider: z.optional(z.string()),
  description: z.optional(z.string()),
  /** `spec.connection.kubesphereAPIEndpoint`; empty is the normal case. */
  kubesphereApiEndpoint: z.optional(z.string()),
});
export type ClusterDraft = z.infer<typeof clusterDraftSchema>;

/** Tag values KubeSphere's console offers. */
export const CLUSTER_TAGS = ['production', 'development', 'testing', 'demo'] as const;

/** Provider values as KubeSphere stores them; the Azure one is misspelt in every release and is the stored value. */
export const CLUSTER_PROVIDERS = [
  'Aliyun ACK',
  'Aure Kubernetes Service',
  'Huawei Cloud CCE',
  'Amazon EKS',
  'Google Kubernetes Engine',
  'QingCloud Kubernetes Engine',
  'Tencent Kubernetes Engine',
] as const;
