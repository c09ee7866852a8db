import type { KubeObject } from '../../api-server/kube-object.ts';
import { CLUSTER_SCHEMA, toCrd } from '../ks-installer/custom-resources.ts';
import { SYSTEM_NAMESPACE, toDeployment, toNamespace, toService } from '../ks-installer/manifests.ts';
import { renderCoreConfig } from './core-config.ts';

export const AGENT = 'ks-agent';
/** Where Helm keeps that the chart is installed. */
export const RELEASE_SECRET = 'sh.helm.release.v1.ks-core.v1';

const { spec, ...otherProperties } = CLUSTER_SCHEMA.properties;
const CLUSTER_SCHEMA_V4 = {
  ...CLUSTER_SCHEMA,
  properties: {
    ...otherProperties,
    // Values for the chart on that member; new in 4.1.
    spec: { ...spec, properties: { ...spec.properties, config: { type: 'string', format: 'byte' } } },
  },
};

const cluster = { group: 'cluster.kubesphere.io', version: 'v1alpha1' };
const CRDS: readonly KubeObject[] = [
  toCrd({
    ...cluster,
    kind: 'Cluster',
    plural: 'clusters',
    schema: CLUSTER_SCHEMA_V4,
    columns: [
      { name: 'Provider', type: 'string', jsonPath: '.spec.provider' },
      { name: 'Version', type: 'string', jsonPath: '.status.kubernetesVersion' },
    ],
  }),
  toCrd({ ...cluster, kind: 'Label', plural: 'labels' }),
  toCrd({ group: 'iam.kubesphere.io', version: 'v1beta1', kind: 'User', plural: 'users' }),
];

export interface ChartValues {
  version: string;
  role: 'host' | 'member';
  jwtSecret: string;
}

/**
 * What `helm install --create-namespace ks-core` of 4.1 leaves behind, as far as anybody here reads it. A member has no
 * Deployment ks-apiserver: both programs are containers of `ks-agent`, behind the same Services.
 */
export function coreChart({ version, role, jwtSecret }: ChartValues): KubeObject[] {
  const at = { namespace: SYSTEM_NAMESPACE };
  const image = (name: string) => `kubesphere/${name}:${version}`;
  const deployment = (name: string) =>
    toDeployment({ name, ...at, container: name, image: image(name), serviceAccount: 'kubesphere' });
  const agent = toDeployment({
    name: AGENT,
    ...at,
    container: 'ks-apiserver',
    image: image('ks-apiserver'),
    sidecar: { name: 'ks-controller-manager', image: image('ks-controller-manager') },
    serviceAccount: 'kubesphere',
  });
  const behind = role === 'member' ? { app: AGENT } : {};
  return [
    toNamespace(SYSTEM_NAMESPACE, { name: SYSTEM_NAMESPACE }),
    ...CRDS,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: RELEASE_SECRET,
        ...at,
        labels: { name: 'ks-core', owner: 'helm', status: 'deployed' },
      },
      type: 'helm.sh/release.v1',
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kubesphere-config', ...at },
      data: { 'kubesphere.yaml': renderCoreConfig({ role, jwtSecret }) },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'kubesphere', ...at } },
    toService({ name: 'ks-apiserver', ...at, ...behind, port: 80, targetPort: 9090 }),
    toService({ name: 'ks-controller-manager', ...at, ...behind, port: 443, targetPort: 8443 }),
    ...(role === 'member'
      ? [agent]
      : [
          toService({ name: 'ks-console', ...at, port: 80, targetPort: 8000, nodePort: 30_880 }),
          ...['ks-apiserver', 'ks-controller-manager', 'ks-console'].map(deployment),
        ]),
  ];
}
