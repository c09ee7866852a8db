import type { KubeObject } from '../api-server/kube-object.ts';

const PLURALS: Record<string, string> = { Endpoints: 'endpoints' };

/** The collection an object lives in, as a request path; plurals of the kinds of this world are regular but one. */
export function collectionOf({ apiVersion, kind, metadata }: KubeObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = PLURALS[kind] ?? (kind.endsWith('s') ? `${kind.toLowerCase()}es` : `${kind.toLowerCase()}s`);
  return metadata.namespace ? `${root}/namespaces/${metadata.namespace}/${plural}` : `${root}/${plural}`;
}

/** The path of one object. */
export function pathOf(object: KubeObject): string {
  return `${collectionOf(object)}/${object.metadata.name ?? ''}`;
}

const SYSTEM = '/api/v1/namespaces/kubesphere-system';

export const PATHS = {
  clusterConfigurations:
    '/apis/installer.kubesphere.io/v1alpha1/namespaces/kubesphere-system/clusterconfigurations',
  clusterConfiguration:
    '/apis/installer.kubesphere.io/v1alpha1/namespaces/kubesphere-system/clusterconfigurations/ks-installer',
  configMaps: `${SYSTEM}/configmaps`,
  kubesphereConfig: `${SYSTEM}/configmaps/kubesphere-config`,
  secrets: `${SYSTEM}/secrets`,
  kubesphereSecret: `${SYSTEM}/secrets/kubesphere-secret`,
  deployments: '/apis/apps/v1/namespaces/kubesphere-system/deployments',
  clusters: '/apis/cluster.kubesphere.io/v1alpha1/clusters',
  storageClasses: '/apis/storage.k8s.io/v1/storageclasses',
  nodes: '/api/v1/nodes',
  kubeSystem: '/api/v1/namespaces/kube-system',
} as const;
