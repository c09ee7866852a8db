import { ALL_VERBS, type ResourceType, type Subresource } from './resource-type.ts';

interface Row {
  short?: string[];
  singular?: string;
  cluster?: true;
  categories?: readonly string[];
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

// CronJobs and PodDisruptionBudgets became v1 together; before, only v1beta1 served them.
const STABLE_JOBS_FROM_MINOR = 21;
// Before, discovery told no singular names of built-in resources.
const SINGULAR_NAMES_FROM_MINOR = 27;
const ALL_SERVICES_GO_FROM_MINOR = 23;
const EVICTION_V1_FROM_MINOR = 22;
const NO_MASS_DELETION = ALL_VERBS.filter((verb) => verb !== 'deletecollection');

/** The resources of an API server without custom ones; `minor` is the Kubernetes minor version. */
export function builtinResources(minor: number): ResourceType[] {
  const types: ResourceType[] = [];
  const forThen = (row: Row): Row => (minor < SINGULAR_NAMES_FROM_MINOR ? { ...row, singular: '' } : row);
  const add = (groupVersion: string, rows: Record<string, [kind: string, row?: Row]>) => {
    const [version = '', group = ''] = groupVersion.split('/').toReversed();
    for (const [plural, [kind, row]] of Object.entries(rows))
      types.push(toType({ group, version, plural, kind }, forThen(row ?? {})));
  };

  const serviceVerbs = minor < ALL_SERVICES_GO_FROM_MINOR ? NO_MASS_DELETION : ALL_VERBS;
  add('v1', {
    configmaps: ['ConfigMap', { short: ['cm'] }],
    endpoints: ['Endpoints', { short: ['ep'], singular: 'endpoints' }],
    events: ['Event', { short: ['ev'] }],
    limitranges: ['LimitRange', { short: ['limits'] }],
    namespaces: [
      'Namespace',
      { short: ['ns'], cluster: true, verbs: NO_MASS_DELETION, sub: ['finalize', 'status'] },
    ],
    nodes: ['Node', { short: ['no'], cluster: true, sub: ['status'] }],
    persistentvolumeclaims: ['PersistentVolumeClaim', { short: ['pvc'], sub: ['status'] }],
    persistentvolumes: ['PersistentVolume', { short: ['pv'], cluster: true, sub: ['status'] }],
    pods: ['Pod', { short: ['po'], categories: ['all'], sub: ['binding', 'eviction', 'log', 'status'] }],
    replicationcontrollers: [
      'ReplicationController',
      { short: ['rc'], categories: ['all'], sub: ['scale', 'status'] },
    ],
    resourcequotas: ['ResourceQuota', { short: ['quota'], sub: ['status'] }],
    secrets: ['Secret'],
    serviceaccounts: ['ServiceAccount', { short: ['sa'], sub: ['token'] }],
    services: [
      'Service',
      { short: ['svc'], categories: ['all'], verbs: serviceVerbs, sub: ['proxy', 'status'] },
    ],
  });
  add('apps/v1', {
    controllerrevisions: ['ControllerRevision'],
    daemonsets: ['DaemonSet', { short: ['ds'], categories: ['all'], sub: ['status'] }],
    deployments: ['Deployment', { short: ['deploy'], categories: ['all'], sub: ['scale', 'status'] }],
    replicasets: ['ReplicaSet', { short: ['rs'], categories: ['all'], sub: ['scale', 'status'] }],
    statefulsets: ['StatefulSet', { short: ['sts'], categories: ['all'], sub: ['scale', 'status'] }],
  });
  add(minor < STABLE_JOBS_FROM_MINOR ? 'batch/v1beta1' : 'batch/v1', {
    cronjobs: ['CronJob', { short: ['cj'], categories: ['all'], sub: ['status'] }],
  });
  add('batch/v1', {
    jobs: ['Job', { categories: ['all'], sub: ['status'] }],
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
      { cluster: true, short: ['crd', 'crds'], categories: ['api-extensions'], sub: ['status'] },
    ],
  });
  add('apiregistration.k8s.io/v1', {
    apiservices: ['APIService', { cluster: true, categories: ['api-extensions'], sub: ['status'] }],
  });
  add('storage.k8s.io/v1', { storageclasses: ['StorageClass', { cluster: true, short: ['sc'] }] });
  add('admissionregistration.k8s.io/v1', {
    mutatingwebhookconfigurations: [
      'MutatingWebhookConfiguration',
      { cluster: true, categories: ['api-extensions'] },
    ],
    validatingwebhookconfigurations: [
      'ValidatingWebhookConfiguration',
      { cluster: true, categories: ['api-extensions'] },
    ],
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
  add(minor < STABLE_JOBS_FROM_MINOR ? 'policy/v1beta1' : 'policy/v1', {
    poddisruptionbudgets: ['PodDisruptionBudget', { short: ['pdb'], sub: ['status'] }],
  });
  return minor < EVICTION_V1_FROM_MINOR ? types.map(withOldEviction) : types;
}

function withOldEviction(type: ResourceType): ResourceType {
  const older = (sub: Subresource) => (sub.name === 'eviction' ? { ...sub, version: 'v1beta1' } : sub);
  return { ...type, subresources: type.subresources.map(older) };
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
    categories: row.categories ?? [],
    verbs: row.verbs ?? ALL_VERBS,
    subresources: (row.sub ?? []).map((name) => ({
      name,
      verbs: [],
      ...SUBRESOURCES[name],
      kind: (name === 'proxy' ? PROXY_KINDS[plural] : SUBRESOURCES[name]?.kind) ?? kind,
    })),
  };
}
