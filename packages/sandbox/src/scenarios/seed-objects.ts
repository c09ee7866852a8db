import { parseKubeObject, type KubeObject } from '../api-server/kube-object.ts';
import { CORE_CRDS } from '../world/ks-installer/custom-resources.ts';
import { NAMESPACES } from '../world/ks-installer/installer-effects.ts';
import { coreManifest, installerManifest, toNamespace } from '../world/ks-installer/manifests.ts';
import { releaseFacts } from '../world/ks-installer/releases.ts';
import { clusterConfigurationDocument } from './cluster-configuration/cluster-configuration.ts';
import type { ClusterScenario, KubeSphereScenario } from './scenario.ts';

/** Everything a cluster of this scenario holds before its world starts, made at `createdAt`. */
export function seedObjects(
  { nodes, kubesphere, sharedServer }: ClusterScenario,
  createdAt: Date,
): KubeObject[] {
  const creationTimestamp = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    ...(nodes > 0 ? [STORAGE_CLASS] : []),
    ...(kubesphere ? kubesphereObjects(kubesphere) : []),
    ...(sharedServer === undefined ? [] : TEAM_OBJECTS),
  ].map((object) => ({ ...object, metadata: { ...object.metadata, creationTimestamp } }));
}

function kubesphereObjects(kubesphere: KubeSphereScenario): KubeObject[] {
  const release = releaseFacts(kubesphere.version);
  const configuration = parseKubeObject(clusterConfigurationDocument(kubesphere).toJS());
  if (!release || !configuration) throw new Error(`no KubeSphere this sandbox knows: ${kubesphere.version}`);
  const installer = installerManifest(release, kubesphere.version);
  const names = new Set(
    installer.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  );
  return [
    ...installer,
    ...NAMESPACES.filter((name) => !names.has(name)).map((name) => toNamespace(name)),
    ...CORE_CRDS,
    ...coreManifest(kubesphere.version, 30_880),
    configuration,
  ];
}

const STORAGE_CLASS: KubeObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'openebs.io/local',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
};

export const TEAM_USER = 'system:serviceaccount:team-a:deployer';

const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const inTeam = { namespace: 'team-a' };
/** One team's corner of a cluster: everything inside its namespace, nothing outside. */
const TEAM_OBJECTS: readonly KubeObject[] = [
  toNamespace('team-a'),
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'deployer', ...inTeam } },
  {
    ...rbac,
    kind: 'Role',
    metadata: { name: 'deployer', ...inTeam },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  },
  {
    ...rbac,
    kind: 'RoleBinding',
    metadata: { name: 'deployer', ...inTeam },
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', ...inTeam }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'deployer' },
  },
];
