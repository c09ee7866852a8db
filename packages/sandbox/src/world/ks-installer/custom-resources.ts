import type { KubeObject } from '../../api-server/kube-object.ts';

interface CrdFacts {
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular?: string;
  short?: string[];
  namespaced?: boolean;
  schema?: object;
  columns?: object[];
}

const FREE = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const ANY = { type: 'object', properties: { spec: FREE, status: FREE } };
const text = { type: 'string' };
const yesNo = { type: 'boolean' };

/** A CustomResourceDefinition of one served version; free fields where no schema is given. */
export function toCrd({
  group,
  version,
  kind,
  plural,
  singular,
  short,
  namespaced,
  schema,
  columns,
}: CrdFacts): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: singular ?? kind.toLowerCase(),
        ...(short ? { shortNames: short } : {}),
      },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema ?? ANY },
          ...(columns ? { additionalPrinterColumns: columns } : {}),
        },
      ],
    },
  };
}

const conditions = {
  type: 'array',
  items: {
    type: 'object',
    required: ['status', 'type'],
    properties: {
      type: text,
      status: text,
      reason: text,
      message: text,
      lastUpdateTime: { type: 'string', format: 'date-time' },
      lastTransitionTime: { type: 'string', format: 'date-time' },
    },
  },
};

// No status subresource in any release: controllers write status with an ordinary PUT of the object.
export const CLUSTER_SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        joinFederation: yesNo,
        enable: yesNo,
        provider: text,
        externalKubeAPIEnabled: yesNo,
        connection: {
          type: 'object',
          properties: {
            type: text,
            kubeconfig: { type: 'string', format: 'byte' },
            kubernetesAPIEndpoint: text,
            externalKubernetesAPIEndpoint: text,
            kubesphereAPIEndpoint: text,
            token: text,
            kubernetesAPIServerPort: { type: 'integer' },
            kubesphereAPIServerPort: { type: 'integer' },
          },
        },
      },
    },
    status: {
      type: 'object',
      properties: {
        conditions,
        kubernetesVersion: text,
        kubeSphereVersion: text,
        nodeCount: { type: 'integer' },
        region: text,
        zones: { type: 'array', items: text },
        configz: { type: 'object', additionalProperties: yesNo },
        uid: text,
      },
    },
  },
};

/** The CRD that the installer's own manifest brings. */
export const CLUSTER_CONFIGURATION_CRD = toCrd({
  group: 'installer.kubesphere.io',
  version: 'v1alpha1',
  kind: 'ClusterConfiguration',
  plural: 'clusterconfigurations',
  short: ['cc'],
  namespaced: true,
});

/** The CRDs of KubeSphere's core that this world uses. */
export const CORE_CRDS: readonly KubeObject[] = [
  toCrd({
    group: 'cluster.kubesphere.io',
    version: 'v1alpha1',
    kind: 'Cluster',
    plural: 'clusters',
    schema: CLUSTER_SCHEMA,
    columns: [
      { name: 'Federated', type: 'boolean', jsonPath: '.spec.joinFederation' },
      { name: 'Provider', type: 'string', jsonPath: '.spec.provider' },
      { name: 'Active', type: 'boolean', jsonPath: '.spec.enable' },
      { name: 'Version', type: 'string', jsonPath: '.status.kubernetesVersion' },
    ],
  }),
  toCrd({ group: 'tenant.kubesphere.io', version: 'v1alpha1', kind: 'Workspace', plural: 'workspaces' }),
  toCrd({
    group: 'tenant.kubesphere.io',
    version: 'v1alpha2',
    kind: 'WorkspaceTemplate',
    plural: 'workspacetemplates',
  }),
  toCrd({ group: 'iam.kubesphere.io', version: 'v1alpha2', kind: 'User', plural: 'users' }),
  toCrd({ group: 'iam.kubesphere.io', version: 'v1alpha2', kind: 'GlobalRole', plural: 'globalroles' }),
];

/** The CRDs that kubefed brings to a host. */
export const FEDERATION_CRDS: readonly KubeObject[] = [
  toCrd({
    group: 'core.kubefed.io',
    version: 'v1beta1',
    kind: 'KubeFedCluster',
    plural: 'kubefedclusters',
    namespaced: true,
  }),
  toCrd({
    group: 'core.kubefed.io',
    version: 'v1beta1',
    kind: 'KubeFedConfig',
    plural: 'kubefedconfigs',
    namespaced: true,
  }),
];
