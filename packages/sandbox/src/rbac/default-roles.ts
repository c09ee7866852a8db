import type { KubeObject } from '../api-server/kube-object.ts';

const RBAC = 'rbac.authorization.k8s.io';
const API_VERSION = `${RBAC}/v1`;
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const LABELS = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

const NAMESPACED_CORE = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'persistentvolumeclaims',
  'pods',
  'pods/log',
  'pods/status',
  'resourcequotas',
  'serviceaccounts',
  'services',
];
const NAMESPACED_APPS = [
  'controllerrevisions',
  'daemonsets',
  'deployments',
  'deployments/scale',
  'replicasets',
  'statefulsets',
];

const viewRules = [
  { apiGroups: [''], resources: [...NAMESPACED_CORE, 'namespaces'], verbs: READ },
  { apiGroups: ['apps'], resources: NAMESPACED_APPS, verbs: READ },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: READ },
];
const editRules = [
  ...viewRules,
  { apiGroups: [''], resources: ['secrets', 'services/proxy'], verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: NAMESPACED_CORE, verbs: WRITE },
  { apiGroups: ['apps'], resources: NAMESPACED_APPS, verbs: WRITE },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: WRITE },
];
const adminRules = [
  ...editRules,
  { apiGroups: [RBAC], resources: ['rolebindings', 'roles'], verbs: [...READ, ...WRITE] },
];

/** The roles and bindings every API server begins with, as far as anybody asks for them. */
export function defaultRbac(minor: number): KubeObject[] {
  const reviews =
    minor < 28
      ? []
      : [{ apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] }];
  return [
    role('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    role('admin', adminRules),
    role('edit', editRules),
    role('view', viewRules),
    role('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: ['create'],
      },
      ...reviews,
    ]),
    role('system:discovery', [
      {
        nonResourceURLs: [
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
          '/healthz',
          '/livez',
          '/openapi',
          '/openapi/*',
          '/readyz',
          '/version',
          '/version/',
        ],
        verbs: ['get'],
      },
    ]),
    role('system:public-info-viewer', [
      { nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'], verbs: ['get'] },
    ]),
    binding('cluster-admin', 'system:masters'),
    binding('system:basic-user', 'system:authenticated'),
    binding('system:discovery', 'system:authenticated'),
    binding('system:public-info-viewer', 'system:authenticated', 'system:unauthenticated'),
  ];
}

function role(name: string, rules: object[]): KubeObject {
  return { apiVersion: API_VERSION, kind: 'ClusterRole', metadata: { name, labels: LABELS }, rules };
}

function binding(name: string, ...groups: string[]): KubeObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: LABELS },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: groups.map((group) => ({ apiGroup: RBAC, kind: 'Group', name: group })),
  };
}
