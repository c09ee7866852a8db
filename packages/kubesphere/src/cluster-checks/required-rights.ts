import type { Right } from './facts.ts';

/**
 * What KubeSphere does on a member with the kubeconfig: validation, join and every resync (3.x `pkg/kapis/cluster/v1alpha1/handler.go`,
 * `pkg/controller/cluster/join.go`, `cluster_controller.go`). The join grants `*`, which Kubernetes only lets those do who have it: hence the last one.
 */
export const REQUIRED_MEMBER_RIGHTS: readonly Right[] = [
  { verb: 'get', group: '', resource: 'namespaces' },
  { verb: 'create', group: '', resource: 'namespaces' },
  { verb: 'list', group: '', resource: 'nodes' },
  { verb: 'get', group: '', resource: 'services/proxy', namespace: 'kubesphere-system' },
  { verb: 'get', group: '', resource: 'configmaps', namespace: 'kubesphere-system' },
  { verb: 'update', group: '', resource: 'configmaps', namespace: 'kubesphere-system' },
  { verb: 'create', group: '', resource: 'serviceaccounts', namespace: 'kube-federation-system' },
  { verb: 'create', group: '', resource: 'secrets', namespace: 'kube-federation-system' },
  { verb: 'get', group: '', resource: 'secrets', namespace: 'kube-federation-system' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
  { verb: 'list', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
  { verb: 'list', group: 'tenant.kubesphere.io', resource: 'workspaces' },
  { verb: '*', group: '*', resource: '*' },
];
