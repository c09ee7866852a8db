import { listAt, numberAt, stringAt } from '../api-server/json.ts';
import type { KubeObject } from '../api-server/kube-object.ts';
import { applyObject, getOrUndefined } from './apply-objects.ts';
import { SYSTEM_NAMESPACE } from './ks-installer/manifests.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';
import type { PodNetwork } from './pod-network.ts';
import { pathOf } from './resource-paths.ts';

export interface ServedPort {
  pod: KubeObject;
  podIp: string;
  /** Where the program listens. */
  address: string;
  port: number;
  /** Where there is one, its endpoints say its pod's address. */
  network: PodNetwork | undefined;
  signal: AbortSignal;
}

/**
 * Lets a service of kubesphere-system lead to a port of ours, as endpoint controllers and kube-proxy do: it is told as
 * Endpoints and as EndpointSlice (releases differ in which of the two they read), and in a network of the cluster's own
 * the pod's and the service's addresses are routed.
 */
export async function publishService(
  client: KubeClient,
  name: string,
  { pod, podIp, address, port, network, signal }: ServedPort,
): Promise<void> {
  if (network) {
    network.route(`${podIp}:${port}`, port);
    const at = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: SYSTEM_NAMESPACE } };
    const service = await getOrUndefined(client, pathOf(at), { signal });
    const number = numberAt(listAt(service, 'spec', 'ports')[0], 'port');
    const clusterIp = stringAt(service, 'spec', 'clusterIP');
    if (clusterIp !== undefined && number !== undefined) network.route(`${clusterIp}:${number}`, port);
  }
  await publishEndpoints(client, name, { pod, ip: network ? podIp : address, port, signal });
}

async function publishEndpoints(
  client: KubeClient,
  service: string,
  { pod, ip, port, signal }: { pod: KubeObject; ip: string; port: number; signal: AbortSignal },
): Promise<void> {
  const { name = '', namespace = SYSTEM_NAMESPACE, uid = '' } = pod.metadata;
  const targetRef = { kind: 'Pod', name, namespace, uid };
  const metadata = { name: service, namespace: SYSTEM_NAMESPACE };
  const ports = [{ port, protocol: 'TCP' }];
  await applyObject(
    client,
    { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip, targetRef }], ports }] },
    { signal },
  );
  await applyObject(
    client,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': service } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [ip], conditions: { ready: true }, targetRef }],
      ports,
    },
    { signal },
  ).catch((error: unknown) => {
    // Before 1.21 this version of it is not served, and nobody reads it.
    if (!isKubeError(error, 404)) throw error;
  });
}
