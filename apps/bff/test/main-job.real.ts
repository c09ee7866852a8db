import {
  clusterListSchema,
  installerLogItemSchema,
  ROUTES,
  storedConfigurationSchema,
  writtenConfigurationSchema,
  type LogLine,
} from '@flotilla/contracts';
import { HOST as HOST_CLUSTER, MEMBER_A } from '@flotilla/sandbox';
import { realBinaries, startRealCluster } from '@flotilla/sandbox/real';
import { expect, test } from 'vitest';
import { listenTo } from './live-stream.ts';
import { startTestBff, type TestClient } from './start-test-bff.ts';
import { HOST, importCluster, prepare, until } from './story.ts';

test(
  'on real API servers host and member are prepared, the member joins, a conflict keeps both versions, the log is live',
  { timeout: 300_000 },
  async () => {
    const binaries = realBinaries();
    await using host = await startRealCluster({ binaries, scenario: HOST_CLUSTER });
    await using member = await startRealCluster({ binaries, scenario: MEMBER_A });
    await using bff = await startTestBff({ clusters: [], hostKubeconfig: host.kubeconfig });
    const client = await bff.login();

    expect(await prepare(client, HOST, 'host')).toMatchObject({ state: 'prepared' });
    const sealed = await client.seal(member.kubeconfig);
    const target = { kind: 'connection', sealed } as const;
    expect(await prepare(client, target, 'member')).toMatchObject({ state: 'prepared' });
    await importCluster(client, { name: 'member-a', sealed });
    const { clusters } = await until(
      () => client.get(clusterListSchema, ROUTES.clusters),
      (list) => list.clusters.filter(({ status }) => status.state === 'ready').length === 2,
    );
    expect(clusters.map(({ name }) => name).toSorted()).toEqual(['host', 'member-a']);

    await expectConflictKeepsBoth(client);
    await expectLiveLogIsWhole(client);
  },
);

async function expectConflictKeepsBoth(client: TestClient): Promise<void> {
  const path = ROUTES.configuration(HOST);
  const base = await client.get(storedConfigurationSchema, path);
  const { uid, resourceVersion, specDigest } = base;
  const bodyOf = (zone: string) => ({
    yaml: base.yaml.replace('spec:', `spec:\n  zone: "${zone}"`),
    base: { uid, resourceVersion, specDigest },
  });
  const theirs = bodyOf('theirs');
  await client.send(writtenConfigurationSchema, 'PUT', path, { body: theirs });
  const { code, current } = await client.refused('PUT', path, { body: bodyOf('mine') });
  expect(code).toBe('configuration.conflict');
  expect(current?.yaml).toMatch(/^ {2}zone: theirs$/m);
  expect((await client.get(storedConfigurationSchema, path)).yaml).toBe(current?.yaml);
}

/** Follows from the first line to the end of the third run: the first, the preparation's and that of the edit above. */
async function expectLiveLogIsWhole(client: TestClient): Promise<void> {
  const { items } = await listenTo(
    client,
    { kind: 'installer-log', target: HOST },
    (heard) => linesOf(heard).filter(({ text }) => text.startsWith('https://kubesphere.io')).length >= 3,
  );
  const seen = linesOf(items).map(({ at, text }) => `${at} ${text}`);
  const log = await client.ask('GET', `${ROUTES.installerLog(HOST)}?timestamps=true`);
  const whole = (await log.text()).split('\n').filter((line) => line !== '');
  expect(seen).toEqual(whole.slice(0, seen.length));
}

function linesOf(items: readonly unknown[]): LogLine[] {
  return items
    .map((item) => installerLogItemSchema.parse(item))
    .flatMap((item) => (item.type === 'lines' ? item.lines : []));
}
