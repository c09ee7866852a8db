import type { CaseKube } from './kube-under-test.ts';

/** Service `web`, whose port 80 may have a name; with a backend also what the endpoint controllers and kube-proxy do for its pod. */
export async function addService(
  { admin, at, namespace, reach, routeService }: CaseKube,
  backend?: { port: number },
  portName?: string,
): Promise<void> {
  const named = portName === undefined ? {} : { name: portName };
  const service = await admin.post(at('services'), {
    metadata: { name: 'web' },
    spec: { ports: [{ ...named, port: 80, targetPort: 8080 }] },
  });
  if (backend === undefined) return;
  routeService(`${service.body.spec.clusterIP}:80`, backend.port);
  const { ip, port } = reach(backend.port);
  const targetRef = { kind: 'Pod', name: 'web-0', namespace };
  await admin.post(at('pods'), {
    metadata: { name: 'web-0' },
    spec: { nodeName: 'anywhere', containers: [{ name: 'web', image: 'i' }] },
  });
  const status = { phase: 'Running', podIP: ip, podIPs: [{ ip }] };
  await admin.patch(`${at('pods')}/web-0/status`, { status });
  // Older servers read Endpoints, newer ones EndpointSlices.
  await admin.post(at('endpoints'), {
    metadata: { name: 'web' },
    subsets: [{ addresses: [{ ip, targetRef }], ports: [{ ...named, port }] }],
  });
  await admin.post(at('endpointslices', 'discovery.k8s.io/v1'), {
    metadata: { name: 'web-0', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [ip], conditions: { ready: true }, targetRef }],
    ports: [{ name: portName ?? '', port, protocol: 'TCP' }],
  });
}
