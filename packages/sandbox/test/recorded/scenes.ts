import type { Answers } from './recorded-exchange.ts';
import type { Scene, TestServer } from './replay.ts';

/** What was done between the recorded exchanges and not recorded, by the exchange it came before. */
export const BEFORE: Record<string, (scene: Scene) => Promise<void>> = {
  '03-list/02-limit-10-page1': async ({ server, answers }) => {
    for (let n = 0; n < 25; n += 1) {
      const metadata = { name: `cm-${String(n).padStart(2, '0')}`, labels: { n: String(n % 3) } };
      await write(server, 'POST', configMaps(answers), { metadata, data: { i: String(n) } });
    }
  },
  '03-list/19-continue-after-compaction-410': forgetHistory,
  '04-watch/02-write-create': async (scene) => {
    if (scene.release === '1.36.2') await forgetHistory(scene);
    const metadata = { resourceVersion: String(scene.server.api.store.revision) };
    scene.answers.keep('watch-start', { metadata });
  },
  '05-write/01-put-stale-rv-409': async ({ server, answers }) => {
    await write(server, 'PATCH', `${configMaps(answers)}/cm-05`, { data: { x: '1' } });
  },
  '03-list/21-namespace-delete': async ({ server, answers }) => {
    const metadata = { finalizers: ['flotilla.test/hold'] };
    await write(server, 'PATCH', `${configMaps(answers)}/cm-01`, { metadata });
  },
  '10-extra/01-group-missing': async ({ server, answers }) => {
    await write(server, 'PATCH', `${configMaps(answers)}/cm-01`, { metadata: { finalizers: null } });
  },
  '10-extra/13-kubesphere-system-namespace': addInstaller,
  '10-extra/23-service-proxy': async ({ server, release }) => {
    if (release === '1.36.2') await addDeadService(server);
  },
};

function configMaps(answers: Answers): string {
  return `/api/v1/namespaces/${answers.fill('{{03-list/01-namespace-create metadata.name}}')}/configmaps`;
}

async function write(
  { admin }: TestServer,
  method: 'POST' | 'PATCH',
  path: string,
  body: object,
): Promise<void> {
  const media = method === 'POST' ? 'application/json' : 'application/merge-patch+json';
  const { code, text } = await admin.ask(method, path, { body, media, headers: { 'user-agent': 'rec/1' } });
  if (code >= 300) throw new Error(`${method} ${path}: ${text}`);
}

/** A compaction, after a few more writes. */
async function forgetHistory({ server, answers }: Scene): Promise<void> {
  for (let n = 0; n < 5; n += 1)
    await write(server, 'PATCH', `${configMaps(answers)}/cm-00`, { data: { t: String(n) } });
  server.api.store.compact();
}

/** What kubectl applied, and what its pod's kubelet would tell. */
async function addInstaller({ server, release }: Scene): Promise<void> {
  const applied = async (path: string, object: { metadata: object }, annotation: object) => {
    const lastApplied = `${JSON.stringify(annotation)}\n`;
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': lastApplied };
    const body = { ...object, metadata: { ...object.metadata, annotations } };
    await write(server, 'POST', `${path}?fieldManager=kubectl-client-side-apply`, body);
  };
  const namespace = 'kubesphere-system';
  const creationTimestamp = null;
  await applied(
    '/api/v1/namespaces',
    { metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { annotations: {}, creationTimestamp, name: namespace },
      spec: {},
      status: {},
    },
  );
  const name = 'ks-installer-7cb866bd-x8k2p';
  const labels = { app: 'ks-install' };
  const spec = {
    automountServiceAccountToken: false,
    containers: [{ image: 'registry.local/installer:v1', name: 'installer' }],
    nodeName: release === '1.20.2' ? 'oldhost-node-1' : 'member-node-1',
    terminationGracePeriodSeconds: 0,
  };
  const metadata = { annotations: {}, labels, name, namespace };
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  await applied(
    pods,
    { metadata: { name, labels }, ...{ spec } },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec },
  );
  const at = '2026-11-23T06:00:00Z';
  const container = {
    name: 'installer',
    state: { running: { startedAt: at } },
    lastState: {},
    ready: true,
    started: true,
    restartCount: 0,
    image: 'registry.local/installer:v1',
    imageID: 'registry.local/installer@sha256:0',
    containerID: 'containerd://installer',
  };
  await write(server, 'PATCH', `${pods}/${name}/status?fieldManager=kubectl-patch`, {
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: at }],
      hostIP: '127.0.0.1',
      podIP: '10.244.0.10',
      podIPs: [{ ip: '10.244.0.10' }],
      startTime: at,
      containerStatuses: [container],
    },
  });
}

/** A service whose endpoint nobody listens at. */
async function addDeadService(server: TestServer): Promise<void> {
  const core = '/api/v1/namespaces/kubesphere-system';
  const metadata = { name: 'ks-apiserver' };
  await write(server, 'POST', `${core}/services`, { metadata, spec: { ports: [{ port: 80 }] } });
  await write(server, 'POST', `${core}/endpoints`, {
    metadata,
    subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 1, protocol: 'TCP' }] }],
  });
}
