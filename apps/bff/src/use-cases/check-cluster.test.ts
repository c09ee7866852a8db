import { existsSync } from 'node:fs';
import type { CheckRequest, ChecksItem } from '@flotilla/contracts';
import { CHECK_IDS, selectContext, type CheckCode, type CheckReport } from '@flotilla/kubesphere';
import { HOST, MEMBER_A, MEMBER_B, STORY } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { openWorld, type World } from '../../test/open-world.ts';
import { checkCluster, collectReport } from './check-cluster.ts';
import { CLUSTERS } from './open-target.ts';

const only = (...clusters: (typeof STORY)['clusters']) => ({ scenario: { name: 'few', clusters } });
const inStory = (name: string) => STORY.clusters.filter((cluster) => cluster.name === name);
const of = (cluster: string): CheckRequest => ({
  target: { kind: 'connection', sealed: cluster },
  name: 'new-member',
});
const failures = ({ rows }: CheckReport): Record<string, CheckCode> =>
  Object.fromEntries(rows.filter(({ state }) => state === 'fail').map(({ id, code }) => [id, code]));

async function check(world: World, request: CheckRequest): Promise<CheckReport> {
  return collectReport(request, world.access, { signal: world.signal });
}

test('each cluster that fails is refused by the layer that failed', async () => {
  await using world = await openWorld();
  const unprepared = { 'fleet.host-prepared': 'host.not-prepared' };
  const clusters = [
    'expired-certificate',
    'wrong-ca',
    'namespace-token',
    'nobody-answers',
    'member-bare',
    'member-a',
  ];
  const reports: [string, Record<string, CheckCode>][] = [];
  for (const name of clusters) reports.push([name, failures(await check(world, of(name)))]);
  expect(Object.fromEntries(reports)).toEqual({
    'expired-certificate': { ...unprepared, 'network.tls': 'tls.expired' },
    'wrong-ca': { ...unprepared, 'network.tls': 'tls.unknown-authority' },
    'namespace-token': { ...unprepared, 'kubernetes.authorization': 'authorization.insufficient' },
    'nobody-answers': { ...unprepared, 'network.tcp': 'tcp.timeout' },
    'member-bare': { ...unprepared, 'kubesphere.installed': 'kubesphere.not-installed' },
    'member-a': {
      ...unprepared,
      'kubesphere.role': 'role.none',
      'kubesphere.jwt-secret': 'jwt-secret.differs',
    },
  });
});

test('every check has one row, each told before the report, which holds them all', async () => {
  await using world = await openWorld(only(HOST, MEMBER_B));
  const items: ChecksItem[] = [];
  for await (const item of checkCluster(of('member-b'), world.access, { signal: world.signal }))
    items.push(item);
  const rows = items.flatMap((item) => (item.type === 'row' ? [item.row] : []));
  const last = items.at(-1);
  expect(last?.type).toBe('report');
  expect(rows.map(({ id }) => id).toSorted()).toEqual([...CHECK_IDS].toSorted());
  expect(last?.type === 'report' && last.report.rows.map(({ id }) => id)).toEqual([...CHECK_IDS]);
  expect(rows[0]?.id).toBe('kubeconfig.safety');
});

test('faults between us and the cluster are told by their layer', async () => {
  await using world = await openWorld(only(HOST, MEMBER_A));
  const member = world.sandbox.clusters.get('member-a');
  const expected: [string, Record<string, CheckCode>][] = [
    ['refused', { 'network.tcp': 'tcp.refused' }],
    ['plain-http', { 'network.tls': 'tls.plain-http' }],
    ['unauthorized', { 'kubernetes.authentication': 'authentication.rejected' }],
  ];
  for (const [fault, rows] of expected) {
    await member?.setFaults([fault]);
    expect({ fault, ...failures(await check(world, of('member-a'))) }).toMatchObject({ fault, ...rows });
  }
});

test('a silent server is judged without waiting for its last answer', async () => {
  await using world = await openWorld(only(HOST, MEMBER_A));
  await world.sandbox.clusters.get('member-a')?.api?.faults.on({ kind: 'silence' });
  const report = await check(world, of('member-a'));
  expect(failures(report)).toMatchObject({ 'kubernetes.authentication': 'authentication.timeout' });
  expect(report.rows).toHaveLength(CHECK_IDS.length);
});

test('a kubeconfig with exec is refused when a Cluster holds it, and nothing is run', async () => {
  await using world = await openWorld(only(HOST, ...inStory('exec-plugin')));
  const { session } = world.access.host;
  const kubeconfig = world.sandbox.clusters.get('exec-plugin')?.kubeconfig ?? '';
  expect(selectContext(kubeconfig, undefined).ok).toBe(false);
  const cluster = {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name: 'trap' },
    spec: { connection: { type: 'direct', kubeconfig: Buffer.from(kubeconfig).toString('base64') } },
  };
  await session.create(CLUSTERS, cluster, { signal: world.signal });
  const report = await check(world, { target: { kind: 'member', name: 'trap' } });
  expect(report.verdict).toBe('refused');
  expect(failures(report)).toMatchObject({ 'kubeconfig.safety': 'kubeconfig.hazard' });
  expect(report.rows.find(({ id }) => id === 'network.dns')).toMatchObject({
    state: 'skipped',
    blockedBy: 'kubeconfig.safety',
  });
  expect(existsSync(world.sandbox.markerPath)).toBe(false);
});

test('an address that policy refuses is not dialled', async () => {
  await using world = await openWorld(only(HOST, MEMBER_A), { allowAddresses: [] });
  const report = await check(world, of('member-a'));
  expect(failures(report)).toMatchObject({ 'network.address': 'address.refused' });
  expect(report.rows.find(({ id }) => id === 'network.tcp')).toMatchObject({ state: 'skipped' });
});

test('leaving the checks ends every question', async () => {
  await using world = await openWorld(only(HOST, ...inStory('nobody-answers')));
  const leaving = new AbortController();
  const items = checkCluster(of('nobody-answers'), world.access, { signal: leaving.signal });
  expect((await items.next()).value).toMatchObject({ type: 'row', row: { id: 'kubeconfig.safety' } });
  leaving.abort(new Error('the viewer left'));
  const rest = async (): Promise<void> => {
    for await (const _item of items);
  };
  await expect(rest()).rejects.toThrow('the viewer left');
});
