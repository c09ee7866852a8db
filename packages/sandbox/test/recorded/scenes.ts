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
  '10-extra/17-cc-create': async ({ server, release }) => {
    await write(server, 'POST', '/api/v1/namespaces', { metadata: { name: 'kubesphere-system' } });
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
