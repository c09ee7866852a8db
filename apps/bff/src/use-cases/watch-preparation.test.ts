import type { ConfigurationItem, PreparationItem } from '@flotilla/contracts';
import { HOST } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { openWorld } from '../../test/open-world.ts';
import { downloadInstallerLog } from './download-installer-log.ts';
import { readInstallerState } from './find-installer-pod.ts';
import {
  CONFIGURATION,
  CONFIGURATION_NAME,
  readJwtSecret,
  readKubeSphereFacts,
} from './read-kubesphere-facts.ts';
import { watchConfiguration } from './watch-configuration.ts';
import { watchPreparation } from './watch-preparation.ts';

const HOST_ONLY = { scenario: { name: 'host only', clusters: [HOST] } };
const TARGET = { kind: 'host' } as const;
const HOST_ROLE = { spec: { multicluster: { clusterRole: 'host' } } };

test('a host is done when the facts say so, and the stream ends by itself', async () => {
  await using world = await openWorld(HOST_ONLY);
  const items: PreparationItem[] = [];
  for await (const item of watchPreparation({ target: TARGET, role: 'host' }, world.access, world)) {
    items.push(item);
    if (items.length === 1)
      await world.access.host.session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, HOST_ROLE, world);
  }
  expect(items[0]).toMatchObject({ type: 'proofs', done: false });
  expect(items.at(-1)).toMatchObject({ type: 'proofs', done: true });
  const facts = await readKubeSphereFacts(world.access.host.session, {
    ...world,
    fingerprint: world.access.fingerprint,
  });
  expect(facts).toMatchObject({
    generation: '3',
    release: 'v3.4.1',
    configuration: { role: 'host' },
    effective: { role: 'host', multiclusterEnabled: true },
    multiclusterStatus: 'enabled',
    hostCluster: 'host',
    apiserver: 'answers',
  });
  expect(await readJwtSecret(world.access.host.session, world)).toMatch(/^\S{8,}$/);
});

test('facts that agree while the installer runs are told, but the stream ends with the run', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const patch = (spec: object): Promise<unknown> =>
    session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, { spec }, world);
  const watch = () => watchPreparation({ target: TARGET, role: 'host' }, world.access, world);
  await patch(HOST_ROLE.spec);
  for await (const _item of watch());

  world.sandbox.setSpeed(1);
  await patch({ another: 'run' });
  await expect.poll(() => readInstallerState(session, world), { timeout: 10_000 }).toBe('running');
  // The world stands still in the middle of the run.
  world.sandbox.setSpeed(1e-3);
  const items = watch();
  expect((await items.next()).value).toMatchObject({ done: true, installer: 'running' });
  world.sandbox.setSpeed(Number.POSITIVE_INFINITY);
  const rest: PreparationItem[] = [];
  for await (const item of items) rest.push(item);
  expect(rest.at(-1)).toMatchObject({ done: true, installer: 'idle' });
});

test('an outage meanwhile is told once, and the proofs follow', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  const leaving = new AbortController();
  const items = watchPreparation({ target: TARGET, role: 'host' }, world.access, leaving);
  expect((await items.next()).value).toMatchObject({ type: 'proofs' });
  await api?.stop();
  expect((await items.next()).value).toMatchObject({ type: 'unreachable' });
  await api?.restart();
  expect((await items.next()).value).toMatchObject({ type: 'proofs' });
  leaving.abort();
  await expect(items.next()).rejects.toThrow('aborted');
});

test('the configuration tells its version, what changed it, and its deletion', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const leaving = new AbortController();
  const items = watchConfiguration(TARGET, world.access, leaving);
  const until = async (accept: (item: ConfigurationItem) => boolean): Promise<ConfigurationItem> => {
    for (;;) {
      const pulled = await items.next();
      if (pulled.done) throw new Error('the watch ended');
      if (accept(pulled.value)) return pulled.value;
    }
  };
  const first = await until(() => true);
  expect(first).toMatchObject({ type: 'version', specChanged: false });
  const labelled = await session.mergePatch(
    CONFIGURATION,
    CONFIGURATION_NAME,
    { metadata: { labels: { a: 'b' } } },
    world,
  );
  const afterLabel = await until(
    (item) => item.type === 'version' && item.resourceVersion === labelled.metadata.resourceVersion,
  );
  expect(afterLabel).toMatchObject({ specChanged: false, changedBy: 'flotilla' });
  await session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, HOST_ROLE, world);
  await until((item) => item.type === 'version' && item.specChanged);
  await session.delete(CONFIGURATION, CONFIGURATION_NAME, {}, world);
  await until(({ type }) => type === 'deleted');
  leaving.abort();
  await items.return(undefined);
});

test('[L17] the download is the whole log, masked, with or without times; leaving closes upstream', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  const download = async (timestamps: boolean): Promise<string[]> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await downloadInstallerLog(TARGET, world.access, {
      ...world,
      follow: false,
      timestamps,
    }))
      chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
  };
  const plain = await download(false);
  expect(plain).toContain('Password: <redacted>');
  expect(plain.some((line) => line.startsWith('https://kubesphere.io'))).toBe(true);
  const timed = await download(true);
  expect(timed).toHaveLength(plain.length);
  expect(timed.every((line) => /^\d{4}-\d\d-\d\dT/.test(line))).toBe(true);

  for await (const _chunk of await downloadInstallerLog(TARGET, world.access, {
    ...world,
    follow: true,
    timestamps: true,
  })) {
    expect(api?.openLogReaders()).toBe(1);
    break;
  }
  await expect.poll(() => api?.openLogReaders()).toBe(0);
});

test('a cluster without an installer has no log to download', async () => {
  await using world = await openWorld();
  const target = { kind: 'connection', sealed: 'member-bare' } as const;
  const options = { ...world, follow: false, timestamps: false };
  await expect(downloadInstallerLog(target, world.access, options)).rejects.toMatchObject({
    code: 'log.pod-missing',
  });
});
