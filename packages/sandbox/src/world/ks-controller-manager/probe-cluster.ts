import { X509Certificate } from 'node:crypto';
import { isObject, stringAt, type JsonObject } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { Release } from '../ks-installer/releases.ts';
import type { KubeClient } from '../kube-client.ts';
import { PATHS } from '../resource-paths.ts';
import { certificateExpiry, FEDERATED, READY, withConditions } from './conditions.ts';

const PROXY = '/api/v1/namespaces/kubesphere-system/services/:ks-apiserver:/proxy';
const HOST_LABEL = 'cluster-role.kubesphere.io/host';

/** The status a joined cluster gets in one write. Throws where that release writes nothing at all. */
export async function probeCluster(
  cluster: KubeObject,
  { member, release, now, signal }: { member: KubeClient; release: Release; now: Date; signal: AbortSignal },
): Promise<JsonObject> {
  const version: unknown = JSON.parse(await member.getText('/version', { signal }));
  const nodes = await member.list(PATHS.nodes, { signal });
  const configz = await readJson(
    member,
    `${PROXY}/kapis/config.kubesphere.io/v1alpha2/configs/configz`,
    signal,
  );
  const kubesphere = await readJson(member, `${PROXY}/kapis/version`, signal);
  const gitVersion = stringAt(kubesphere, 'gitVersion');
  const uid = release >= '3.3' ? (await member.get(PATHS.kubeSystem, { signal })).metadata.uid : undefined;
  const previous = isObject(cluster['status']) ? cluster['status'] : {};
  const added = [FEDERATED, READY, ...expiryConditions(cluster, { member, release, now })];
  return {
    ...previous,
    conditions: withConditions(cluster, added, { now, release }),
    kubernetesVersion: stringAt(version, 'gitVersion') ?? '',
    nodeCount: nodes.items.length,
    ...(configz ? { configz } : {}),
    ...(gitVersion && release !== '3.0'
      ? { kubeSphereVersion: gitVersion === 'v0.0.0' ? 'v3.0.0' : gitVersion }
      : {}),
    ...(uid ? { uid } : {}),
  };
}

/** Best effort: a member whose ks-apiserver does not answer is joined all the same. */
async function readJson(
  client: KubeClient,
  path: string,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  try {
    const body: unknown = JSON.parse(await client.getText(path, { signal }));
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function expiryConditions(
  cluster: KubeObject,
  { member, release, now }: { member: KubeClient; release: Release; now: Date },
) {
  if (release < '3.3' || cluster.metadata.labels?.[HOST_LABEL] !== undefined) return [];
  const { certificatePem } = member.connection;
  // 3.3 gives up before its status write when the kubeconfig has no client certificate; 3.4 only warns.
  if (certificatePem === undefined && release === '3.3') throw new Error('empty CertData');
  const notAfter = certificatePem ? new Date(new X509Certificate(certificatePem).validTo) : undefined;
  return [certificateExpiry(notAfter, now)];
}
