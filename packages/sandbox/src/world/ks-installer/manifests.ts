import type { KubeObject } from '../../api-server/kube-object.ts';
import { CLUSTER_CONFIGURATION_CRD } from './custom-resources.ts';
import type { ReleaseFacts } from './releases.ts';

export const SYSTEM_NAMESPACE = 'kubesphere-system';
export const FEDERATION_NAMESPACE = 'kube-federation-system';

/** A Deployment of one container, or two; its label `app` is its selector. */
export function toDeployment(facts: {
  name: string;
  namespace: string;
  app?: string;
  container: string;
  image: string;
  sidecar?: { name: string; image: string };
  serviceAccount?: string;
}): KubeObject {
  const labels = { app: facts.app ?? facts.name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: facts.name, namespace: facts.namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(facts.serviceAccount ? { serviceAccountName: facts.serviceAccount } : {}),
          containers: [
            { name: facts.container, image: facts.image, imagePullPolicy: 'Always' },
            ...(facts.sidecar ? [{ ...facts.sidecar, imagePullPolicy: 'Always' }] : []),
          ],
        },
      },
    },
  };
}

export function toNamespace(name: string, labels: Record<string, string> = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...(Object.keys(labels).length > 0 ? { labels } : {}) },
  };
}

export function toService(facts: {
  name: string;
  namespace: string;
  /** Whose pods it leads to, where that is another name than its own. */
  app?: string;
  port: number;
  targetPort: number;
  nodePort?: number;
}): KubeObject {
  const { name, namespace, port, targetPort, nodePort } = facts;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      type: nodePort ? 'NodePort' : 'ClusterIP',
      ports: [{ protocol: 'TCP', port, targetPort, ...(nodePort ? { nodePort } : {}) }],
      selector: { app: facts.app ?? name },
    },
  };
}

/** What `kubesphere-installer.yaml` of that release creates. */
export function installerManifest({ appLabel }: ReleaseFacts, version: string): KubeObject[] {
  const account = { name: 'ks-installer', namespace: SYSTEM_NAMESPACE };
  return [
    CLUSTER_CONFIGURATION_CRD,
    toNamespace(SYSTEM_NAMESPACE, { 'kubesphere.io/workspace': 'system-workspace' }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'ks-installer' },
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'ks-installer' },
      subjects: [{ kind: 'ServiceAccount', ...account }],
      roleRef: { kind: 'ClusterRole', name: 'ks-installer', apiGroup: 'rbac.authorization.k8s.io' },
    },
    toDeployment({
      name: 'ks-installer',
      namespace: SYSTEM_NAMESPACE,
      app: appLabel,
      container: 'installer',
      image: `kubesphere/ks-installer:${version}`,
      serviceAccount: 'ks-installer',
    }),
  ];
}

/** The Deployments and Services of KubeSphere's core. */
export function coreManifest(version: string, consolePort: number): KubeObject[] {
  const at = { namespace: SYSTEM_NAMESPACE };
  const deployment = (name: string) =>
    toDeployment({
      name,
      ...at,
      container: name,
      image: `kubesphere/${name}:${version}`,
      serviceAccount: 'kubesphere',
    });
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'kubesphere', ...at } },
    toService({ name: 'ks-apiserver', ...at, port: 80, targetPort: 9090 }),
    toService({ name: 'ks-controller-manager', ...at, port: 443, targetPort: 8443 }),
    toService({ name: 'ks-console', ...at, port: 80, targetPort: 8000, nodePort: consolePort }),
    deployment('ks-apiserver'),
    deployment('ks-controller-manager'),
    deployment('ks-console'),
    {
      apiVersion: 'tenant.kubesphere.io/v1alpha1',
      kind: 'Workspace',
      metadata: { name: 'system-workspace' },
      spec: { manager: 'admin' },
    },
  ];
}

/** What the `multicluster` component installs, on a host only. */
export function multiclusterManifest(towerVersion: string): KubeObject[] {
  const federated = { namespace: FEDERATION_NAMESPACE };
  const tower = { name: 'tower', namespace: SYSTEM_NAMESPACE };
  const kubefed = 'kubesphere/kubefed:v0.8.1';
  return [
    toDeployment({ ...tower, container: 'tower', image: `kubesphere/tower:${towerVersion}` }),
    toService({ ...tower, port: 8080, targetPort: 8080 }),
    toNamespace(FEDERATION_NAMESPACE, { 'control-plane': 'controller-manager' }),
    toDeployment({
      name: 'kubefed-controller-manager',
      ...federated,
      container: 'controller-manager',
      image: kubefed,
    }),
    toDeployment({
      name: 'kubefed-admission-webhook',
      ...federated,
      container: 'admission-webhook',
      image: kubefed,
    }),
    toService({ name: 'kubefed-admission-webhook', ...federated, port: 443, targetPort: 8443 }),
  ];
}
