/** Where the object lives in every 3.x release; ks-installer `deploy/kubesphere-installer.yaml`. */
export const CLUSTER_CONFIGURATION = {
  group: 'installer.kubesphere.io',
  version: 'v1alpha1',
  apiVersion: 'installer.kubesphere.io/v1alpha1',
  kind: 'ClusterConfiguration',
  plural: 'clusterconfigurations',
  name: 'ks-installer',
  namespace: 'kubesphere-system',
} as const;

export const CLUSTER_ROLE_PATH: readonly string[] = ['spec', 'multicluster', 'clusterRole'];
export const JWT_SECRET_PATH: readonly string[] = ['spec', 'authentication', 'jwtSecret'];
