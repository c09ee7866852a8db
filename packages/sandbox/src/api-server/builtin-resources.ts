import { ALL_VERBS, type ResourceType, type Subresource } from './resource-type.ts';

interface Row {
  short?: string[];
  singular?: string;
  cluster?: true;
  all?: true;
  verbs?: readonly string[];
  /** Names of subresources; kinds other than the resource's own are in SUBRESOURCES. */
  sub?: string[];
}

const SUBRESOURCES: Record<string, Partial<Subresource>> = {
  status: { verbs: ['get', 'patch', 'update'] },
  log: { verbs: ['get'] },
  proxy: { verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  finalize: { verbs: ['update'] },
  approval: { verbs: ['get', 'patch', 'update'] },
  eviction: { verbs: ['create'], kind: 'Eviction', group: 'policy', version: 'v1' },
  binding: { verbs: ['create'], kind: 'Binding' },
  scale: { verbs: ['get', 'patch', 'update'], kind: 'Scale', group: 'autoscaling', version: 'v1' },
  token: { verbs: ['create'], kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1' },
};
const PROXY_KINDS: Record<string, string> = {
  nodes: 'NodeProxyOptions',
  pods: 'PodProxyOptions',
  services: 'ServiceProxyOptions',
};

/** The resources of an API server without custom ones; `minor` is the Kubernetes minor version. */
export function builtinResources(minor: number): ResourceType[] {
  const types: ResourceType[] = [];
  const add = (groupVersion: string, rows: Record<string, [kind: string, row?: Row]>) => {
    const [version = '', group = ''] = groupVersion.split('/').toReversed();
    for (const [plural, [kind, row]] of Object.entries(rows))
      types.push(toType({ group, version, plural, kind }, row ?? {}));
  };

  add('v1', {
    configmaps: ['ConfigMap', { short: ['cm'] }],
    endpoints: ['Endpoints', { short: ['ep'], singular: 'endpoints' }],
    events: ['Event', { short: ['ev'] }],
    limitranges: ['LimitRange', { short: ['limits'] }],
    namespaces: ['Namespace', { short: ['ns'], cluster: true, sub: ['finalize', 'status'] }],
    nodes: ['Node', { short: ['no'], cluster: true, sub: ['status'] }],
    persistentvolumeclaims: ['PersistentVolumeClaim', { short: ['pvc'], sub: ['status'] }],
    persistentvolumes: ['PersistentVolume', { short: ['pv'], cluster: true, sub: ['status'] }],
    pods: ['Pod', { short: ['po'], all: true, sub: ['binding', 'eviction', 'log', 'status'] }],
    replicationcontrollers: ['ReplicationController', { short: ['rc'], all: true, sub: ['scale', 'status'] }],
    resourcequotas: ['ResourceQuota', { short: ['quota'], sub: ['status'] }],
    secrets: ['Secret'],
    serviceaccounts: ['ServiceAccount', { short: ['sa'], sub: ['token'] }],
    services: ['Service', { short: ['svc'], all: true, sub: ['proxy', 'status'] }],
  });
  add('apps/v1', {
    controllerrevisions: ['ControllerRevision'],
    daemonsets: ['DaemonSet', { short: ['ds'], all: true, sub: ['status'] }],
    deployments: ['Deployment', { short: ['deploy'], all: true, sub: ['scale', 'status'] }],
    replicasets: ['ReplicaSet', { short: ['rs'], all: true, sub: ['scale', 'status'] }],
    statefulsets: ['StatefulSet', { short: ['sts'], all: true, sub: ['scale', 'status'] }],
  });
  add('batch/v1', {
    cronjobs: ['CronJob', { short: ['cj'], all: true, sub: ['status'] }],
    jobs: ['Job', { all: true, sub: ['status'] }],
  });
  add('authentication.k8s.io/v1', {
    tokenreviews: ['TokenReview', { cluster: true, verbs: ['create'] }],
    ...(minor >= 28
      ? { selfsubjectreviews: ['SelfSubjectReview', { cluster: true, verbs: ['create'] }] as const }
      : {}),
  });
  add('authorization.k8s.io/v1', {
    selfsubjectaccessreviews: ['SelfSubjectAccessReview', { cluster: true, verbs: ['create'] }],
    selfsubjectrulesreviews: ['SelfSubjectRulesReview', { cluster: true, verbs: ['create'] }],
    subjectaccessreviews: ['SubjectAccessReview', { cluster: true, verbs: ['create'] }],
  });
  add('rbac.authorization.k8s.io/v1', {
    clusterrolebindings: ['ClusterRoleBinding', { cluster: true }],
    clusterroles: ['ClusterRole', { cluster: true }],
    rolebindings: ['RoleBinding'],
    roles: ['Role'],
  });
  add('apiextensions.k8s.io/v1', {
    customresourcedefinitions: [
      'CustomResourceDefinition',
      { cluster: true, short: ['crd', 'crds'], sub: ['status'] },
    ],
  });
  add('apiregistration.k8s.io/v1', { apiservices: ['APIService', { cluster: true, sub: ['status'] }] });
  add('storage.k8s.io/v1', { storageclasses: ['StorageClass', { cluster: true, short: ['sc'] }] });
  add('admissionregistration.k8s.io/v1', {
    mutatingwebhookconfigurations: ['MutatingWebhookConfiguration', { cluster: true }],
    validatingwebhookconfigurations: ['ValidatingWebhookConfiguration', { cluster: true }],
  });
  if (minor >= 21) add('discovery.k8s.io/v1', { endpointslices: ['EndpointSlice'] });
  add('coordination.k8s.io/v1', { leases: ['Lease'] });
  add('networking.k8s.io/v1', {
    ingresses: ['Ingress', { short: ['ing'], singular: 'ingress', sub: ['status'] }],
    networkpolicies: ['NetworkPolicy', { short: ['netpol'], singular: 'networkpolicy' }],
  });
  add('scheduling.k8s.io/v1', {
    priorityclasses: ['PriorityClass', { cluster: true, short: ['pc'], singular: 'priorityclass' }],
  });
  add('policy/v1', { poddisruptionbudgets: ['PodDisruptionBudget', { short: ['pdb'], sub: ['status'] }] });
  return types;
}

function toType(
  { group, version, plural, kind }: { group: string; version: string; plural: string; kind: string },
  row: Row,
): ResourceType {
  return {
    group,
    version,
    plural,
    kind,
    singular: row.singular ?? kind.toLowerCase(),
    listKind: `${kind}List`,
    namespaced: row.cluster !== true,
    shortNames: row.short ?? [],
    categories: row.all === true ? ['all'] : [],
    verbs: row.verbs ?? ALL_VERBS,
    subresources: (row.sub ?? []).map((name) => ({
      name,
      verbs: [],
      ...SUBRESOURCES[name],
      kind: (name === 'proxy' ? PROXY_KINDS[plural] : SUBRESOURCES[name]?.kind) ?? kind,
    })),
  };
}
