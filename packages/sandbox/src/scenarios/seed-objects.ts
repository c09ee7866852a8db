import { parseKubeObject, type KubeObject } from '../api-server/kube-object.ts';
import { coreChart } from '../world/ks-core/core-chart.ts';
import { isKsCore } from '../world/ks-core/is-ks-core.ts';
import { CORE_CRDS } from '../world/ks-installer/custom-resources.ts';
import { NAMESPACES } from '../world/ks-installer/installer-effects.ts';
import { newJwtSecret } from '../world/ks-installer/jwt-secret.ts';
import { coreManifest, installerManifest, toNamespace } from '../world/ks-installer/manifests.ts';
import { releaseFacts } from '../world/ks-installer/releases.ts';
import { createRandom, type Random } from '../world/seeded-random.ts';
import { clusterConfigurationDocument } from './cluster-configuration/cluster-configuration.ts';
import type { ClusterScenario, KubeSphereScenario } from './scenario.ts';

/** Everything a cluster of this scenario holds before its world starts, made at `createdAt`. */
export function seedObjects(
  { name, nodes, kubesphere, sharedServer }: ClusterScenario,
  { createdAt, seed }: { createdAt: Date; seed: number },
): KubeObject[] {
  const creationTimestamp = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    ...(nodes > 0 ? [STORAGE_CLASS] : []),
    ...(kubesphere ? kubesphereObjects(kubesphere, createRandom(seed, `${name}/ks-core`)) : []),
    ...(sharedServer === undefined ? [] : TEAM_OBJECTS),
  ].map((object) => ({ ...object, metadata: { ...object.metadata, creationTimestamp } }));
}

function kubesphereObjects(kubesphere: KubeSphereScenario, random: Random): KubeObject[] {
  if (isKsCore(kubesphere.version)) {
    const { version, clusterRole, jwtSecret } = kubesphere;
    // The chart's own default is a host.
    const role = clusterRole === 'member' ? 'member' : 'host';
    return coreChart({ version, role, jwtSecret: jwtSecret || newJwtSecret(random) });
  }
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
