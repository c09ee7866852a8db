import { HOST_LABEL, releaseOf, type KubeSphereFacts } from '@flotilla/kubesphere';
import { fieldAt, textAt } from '../object-fields.ts';
import {
  KubeFailure,
  type CallOptions,
  type KubeObject,
  type KubeSession,
  type Resource,
} from '../ports/kube.ts';
import { readInstallerState } from './find-installer-pod.ts';
import { parseKubeSphereConfig, type KubeSphereConfig } from './kubesphere-config.ts';
import { CLUSTERS } from './open-target.ts';

/** The object that says what ks-installer shall install; 3.0–3.4. */
export const CONFIGURATION: Resource = {
  group: 'installer.kubesphere.io',
  version: 'v1alpha1',
  plural: 'clusterconfigurations',
  namespace: 'kubesphere-system',
};
export const CONFIGURATION_NAME = 'ks-installer';

const CONFIG_MAPS: Resource = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  namespace: 'kubesphere-system',
};
const DEPLOYMENTS: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  namespace: 'kubesphere-system',
};
/** The path KubeSphere's own validation asks (K `pkg/kapis/cluster/v1alpha1/handler.go`); it needs no login. */
const APISERVER_VERSION_PATH =
  '/api/v1/namespaces/kubesphere-system/services/:ks-apiserver:/proxy/kapis/version';

export interface FactsOptions extends CallOptions {
  readonly fingerprint: (secret: string) => string;
  /** Leaves `installer` at `unknown`: reading the end of its log is the dearest of the questions. */
  readonly skipInstaller?: boolean;
}

/** undefined for what does not exist or may not be read; everything else still fails. */
async function orAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof KubeFailure && (error.kind === 'not-found' || error.kind === 'forbidden'))
      return undefined;
    throw error;
  }
}

async function readConfigurations(
  session: KubeSession,
  options: CallOptions,
): Promise<readonly KubeObject[] | undefined> {
  try {
    return (await session.list(CONFIGURATION, {}, options)).items;
  } catch (error) {
    // The list of a kind that is not served is a 404; a served kind without objects is an empty list.
    if (error instanceof KubeFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

async function readHostClusters(
  session: KubeSession,
  options: CallOptions,
): Promise<readonly KubeObject[] | undefined> {
  const list = await orAbsent(session.list(CLUSTERS, { labelSelector: HOST_LABEL }, options));
  return list?.items;
}

async function readConfig(session: KubeSession, options: CallOptions): Promise<KubeSphereConfig | undefined> {
  const map = await orAbsent(session.get(CONFIG_MAPS, 'kubesphere-config', options));
  const text = textAt(map, 'data', 'kubesphere.yaml');
  return text === undefined ? undefined : parseKubeSphereConfig(text);
}

async function readImage(
  session: KubeSession,
  name: string,
  options: CallOptions,
): Promise<string | undefined> {
  const deployment = await orAbsent(session.get(DEPLOYMENTS, name, options));
  return textAt(deployment, 'spec', 'template', 'spec', 'containers', '0', 'image');
}

async function askApiserver(
  session: KubeSession,
  options: CallOptions,
): Promise<KubeSphereFacts['apiserver']> {
  const { status, body } = await session.read(APISERVER_VERSION_PATH, options);
  if (status === 200) return body.trimStart().startsWith('{') ? 'answers' : 'silent';
  return status === 404 ? 'absent' : 'silent';
}

function toConfiguration(
  object: KubeObject,
  fingerprint: FactsOptions['fingerprint'],
): NonNullable<KubeSphereFacts['configuration']> {
  const role = textAt(object, 'spec', 'multicluster', 'clusterRole');
  const secret = textAt(object, 'spec', 'authentication', 'jwtSecret');
  return {
    uid: textAt(object, 'metadata', 'uid') ?? '',
    resourceVersion: textAt(object, 'metadata', 'resourceVersion') ?? '',
    ...(role !== undefined && { role }),
    ...(secret !== undefined && { jwtSecretFingerprint: fingerprint(secret) }),
  };
}

function toEffective(
  config: KubeSphereConfig,
  fingerprint: FactsOptions['fingerprint'],
): NonNullable<KubeSphereFacts['effective']> {
  const { jwtSecret, ...effective } = config;
  return { ...effective, ...(jwtSecret !== undefined && { jwtSecretFingerprint: fingerprint(jwtSecret) }) };
}

/**
 * What KubeSphere is in this cluster, and how it stands; all questions side by side. Rejects with KubeFailure when the API server does not answer or
 * refuses the ClusterConfigurations; everything smaller that is missing or refused is simply not among the facts.
 */
export async function readKubeSphereFacts(
  session: KubeSession,
  options: FactsOptions,
): Promise<KubeSphereFacts> {
  const { signal, fingerprint, skipInstaller = false } = options;
  const [
    configurations,
    hostClusters,
    config,
    installerImage,
    apiserverImage,
    agentImage,
    apiserver,
    installer,
  ] = await Promise.all([
    readConfigurations(session, { signal }),
    readHostClusters(session, { signal }),
    readConfig(session, { signal }),
    readImage(session, 'ks-installer', { signal }),
    readImage(session, 'ks-apiserver', { signal }),
    // A member of 4.1 runs ks-apiserver as the first container of this one.
    readImage(session, 'ks-agent', { signal }),
    askApiserver(session, { signal }),
    skipInstaller ? undefined : readInstallerState(session, { signal }),
  ]);
  const configuration = configurations?.find(({ metadata }) => metadata.name === CONFIGURATION_NAME);
  const label = fieldAt(configuration, 'metadata', 'labels', 'version');
  const release = releaseOf(
    typeof label === 'string' ? label : undefined,
    installerImage ?? apiserverImage ?? agentImage,
  );
  const multiclusterStatus = textAt(configuration, 'status', 'multicluster', 'status');
  const hostCluster = hostClusters?.[0]?.metadata.name;
  return {
    generation: configurations !== undefined ? '3' : hostClusters !== undefined ? '4' : 'none',
    ...(release !== undefined && { release }),
    ...(configuration !== undefined && { configuration: toConfiguration(configuration, fingerprint) }),
    ...(config !== undefined && { effective: toEffective(config, fingerprint) }),
    ...(multiclusterStatus !== undefined && { multiclusterStatus }),
    ...(hostCluster !== undefined && { hostCluster }),
    apiserver,
    installer: installer ?? 'unknown',
  };
}

/** The secret the running components sign tokens with. Never leaves the BFF: it is compared by fingerprint and written to members only. */
export async function readJwtSecret(session: KubeSession, options: CallOptions): Promise<string | undefined> {
  const config = await readConfig(session, options);
  return config?.jwtSecret;
}
