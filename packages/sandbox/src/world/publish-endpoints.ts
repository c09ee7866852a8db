import type { KubeObject } from '../api-server/kube-object.ts';
import { applyObject } from './apply-objects.ts';
import { SYSTEM_NAMESPACE } from './ks-installer/manifests.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';

interface EndpointFacts {
  pod: KubeObject;
  address: string;
  port: number;
  signal: AbortSignal;
}

/** Tells where ks-apiserver answers, as Endpoints and as EndpointSlice: releases differ in which of the two their proxy reads. */
export async function publishEndpoints(
  client: KubeClient,
  { pod, address, port, signal }: EndpointFacts,
): Promise<void> {
  const { name = '', namespace = SYSTEM_NAMESPACE, uid = '' } = pod.metadata;
  const targetRef = { kind: 'Pod', name, namespace, uid };
  const metadata = { name: 'ks-apiserver', namespace: SYSTEM_NAMESPACE };
  const ports = [{ port, protocol: 'TCP' }];
  await applyObject(
    client,
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: [{ addresses: [{ ip: address, targetRef }], ports }],
    },
    { signal },
  );
  await applyObject(
    client,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'ks-apiserver' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address], conditions: { ready: true }, targetRef }],
      ports,
    },
    { signal },
  ).catch((error: unknown) => {
    // Before 1.21 this version of it is not served, and nobody reads it.
    if (!isKubeError(error, 404)) throw error;
  });
}
