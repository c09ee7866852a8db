import { EventEmitter, once } from 'node:events';
import {
  clusterListSchema,
  installerLogItemSchema,
  ROUTES,
  storedConfigurationSchema,
  writtenConfigurationSchema,
  type LogLine,
  type StoredConfiguration,
} from '@flotilla/contracts';
import {
  conflictKey,
  mergeConfiguration,
  setInConfiguration,
  type ConfigurationEdit,
  type Result,
} from '@flotilla/kubesphere';
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

    await expectLiveLogIsWhole(client, () => expectConflictKeepsBoth(client));
  },
);

/** Somebody else writes first: mine is refused with all that is needed to write it onto theirs, and then nothing of either is lost. */
async function expectConflictKeepsBoth(client: TestClient): Promise<void> {
  const path = ROUTES.configuration(HOST);
  const opened = await client.get(storedConfigurationSchema, path);
  const write = (yaml: string, { uid, resourceVersion, specDigest }: StoredConfiguration) => ({
    body: { yaml, base: { uid, resourceVersion, specDigest } },
  });
  const theirs = edited(opened.yaml, [zone('theirs'), { path: ['spec', 'events', 'enabled'], value: true }]);
  await client.send(writtenConfigurationSchema, 'PUT', path, write(theirs, opened));

  const mine = edited(opened.yaml, [zone('mine'), { path: ['spec', 'auditing', 'enabled'], value: true }]);
  const { code, current } = await client.refused('PUT', path, write(mine, opened));
  expect(code).toBe('configuration.conflict');
  expect(await client.get(storedConfigurationSchema, path)).toEqual(current);
  if (!current) throw new Error('the refusal carries no version');
  expect(current.yaml).toMatch(/^ {2}zone: theirs$/m);

  const choices = { [conflictKey(zone('').path)]: 'mine' } as const;
  const merged = valueOf(mergeConfiguration(opened.yaml, mine, current.yaml, choices));
  const { stored } = await client.send(writtenConfigurationSchema, 'PUT', path, write(merged, current));
  expect(stored.yaml).toMatch(/^ {2}zone: mine$/m);
  expect(stored.yaml).toMatch(/^ {2}auditing:\n {4}enabled: true$/m);
  expect(stored.yaml).toMatch(/^ {2}events:\n {4}enabled: true$/m);
}

const zone = (value: string): ConfigurationEdit => ({ path: ['spec', 'zone'], value });

const edited = (yaml: string, edits: readonly ConfigurationEdit[]): string =>
  valueOf(setInConfiguration(yaml, edits));

function valueOf(result: Result<string, unknown>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Follows from the first line on. When the first run and the preparation's are told, `edit` writes twice; ends with the second write's run. */
async function expectLiveLogIsWhole(client: TestClient, edit: () => Promise<void>): Promise<void> {
  const log = new EventEmitter();
  const listening = listenTo(client, { kind: 'installer-log', target: HOST }, (heard) => {
    const runs = linesOf(heard).filter(({ text }) => text.startsWith('https://kubesphere.io')).length;
    if (runs >= 2) log.emit('prepared');
    return runs >= 4;
  });
  await Promise.race([once(log, 'prepared'), listening]);
  await edit();
  const { items } = await listening;
  const seen = linesOf(items).map(({ at, text }) => `${at} ${text}`);
  const answer = await client.ask('GET', `${ROUTES.installerLog(HOST)}?timestamps=true`);
  const whole = (await answer.text()).split('\n').filter((line) => line !== '');
  expect(seen).toEqual(whole.slice(0, seen.length));
}

function linesOf(items: readonly unknown[]): LogLine[] {
  return items
    .map((item) => installerLogItemSchema.parse(item))
    .flatMap((item) => (item.type === 'lines' ? item.lines : []));
}
