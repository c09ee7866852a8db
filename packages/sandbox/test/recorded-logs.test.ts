import { expect, test } from 'vitest';
import { startTestServer } from '../src/api-server/testing/test-client.ts';
import { startLogKubelet } from './recorded/log-kubelet.ts';
import { Answers, readRecorded } from './recorded/recorded-exchange.ts';
import { ask, differences, toClients, type Difference, type Scene } from './recorded/replay.ts';

/** Pods by name: where they run and their containers. */
const PODS: Record<string, { nodeName?: string; containers?: string[] }> = {
  one: { nodeName: 'alive' },
  two: { nodeName: 'alive', containers: ['app', 'sidecar'] },
  creating: { nodeName: 'alive' },
  backoff: { nodeName: 'alive' },
  done: { nodeName: 'alive' },
  nonode: {},
  'on-dead': { nodeName: 'dead' },
  'on-badtls': { nodeName: 'foreign' },
  'on-ghost': { nodeName: 'ghost-node' },
};

/** The namespace, pods, nodes and rights of the recording. */
async function setUp({ server, answers }: Scene, at: { namespace: string; ports: Record<string, number> }) {
  const write = async (path: string, body: object) => {
    const { code, text } = await server.admin.post(path, body);
    if (code !== 201) throw new Error(`${path}: ${text}`);
  };
  const { namespace, ports } = at;
  await write('/api/v1/namespaces', { metadata: { name: namespace } });
  for (const [name, Port] of Object.entries(ports))
    await write('/api/v1/nodes', {
      metadata: { name },
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port } },
      },
    });
  for (const [name, { containers = ['app'], ...spec }] of Object.entries(PODS))
    await write(`/api/v1/namespaces/${namespace}/pods`, {
      metadata: { name },
      spec: { ...spec, containers: containers.map((container) => ({ name: container, image: 'i' })) },
    });
  await write(`/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`, {
    metadata: { name: 'viewer' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'viewer' }],
  });
  answers.keep('a-minute-ago', { time: new Date(Date.now() - 60_000).toISOString() });
}

/** Twelve ConfigMaps of which a first page was read, then a compaction and a restart. */
async function forgetAndRestart({ server, answers, release }: Scene, namespace: string) {
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  for (let n = 0; n < 12; n += 1) await server.admin.post(path, { metadata: { name: `c${n}` } });
  if (release === '1.36.2') await server.admin.post(path, { metadata: { name: 'z' } });
  answers.keep('first-page', (await server.admin.get(`${path}?limit=3`)).body);
  await server.admin.patch(`${path}/c0`, { data: { i: '0' } });
  server.api.store.compact();
  await server.api.restart();
  server.admin.dropIdle();
}

test.concurrent.each(['1.20.2', '1.36.2'])(
  '[K6] [K16] [K19] the recorded logs of kube-apiserver %s, and its lists after a restart, are answered alike',
  async (release) => {
    const recorded = await readRecorded(`kube-${release}-logs`);
    await using server = await startTestServer({ kubernetesVersion: `v${release}` });
    await using kubelet = await startLogKubelet();
    const scene: Scene = { release, server, clients: await toClients(server), answers: new Answers() };
    const namespace = /namespaces\/(logs-\w+)/.exec(recorded[0]?.request ?? '')?.[1] ?? '';
    await setUp(scene, { namespace, ports: { alive: kubelet.port, foreign: kubelet.port, dead: 1 } });

    const different: Difference[] = [];
    for (const exchange of recorded) {
      if (exchange.id === '08-podlog/16-follow-container-ends') kubelet.end('d at 2500');
      if (exchange.id === '09-restart/03-continue-expired-410') await forgetAndRestart(scene, namespace);
      different.push(...differences(await ask(scene, exchange), exchange));
    }
    expect(different).toEqual([]);
    expect(recorded.length).toBeGreaterThan(30);
  },
);
