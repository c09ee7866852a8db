import { expect, test, vi } from 'vitest';
import { valueAt } from '../../api-server/json.ts';
import { HOST, MEMBER_A, startSandbox, type Scenario } from '../../index.ts';
import { aCluster, conditionsOf, openCluster, reasonOf } from '../../testing/open-cluster.ts';
import { followObjects } from '../follow-objects.ts';
import { PATHS } from '../resource-paths.ts';
import { withConditions } from './conditions.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const host = (version: string) => ({
  ...HOST,
  nodes: 1,
  kubernetesVersion: 'v1.21.14',
  kubesphere: { version, clusterRole: 'host' as const, jwtSecret: 'x' },
});
const scenario = (version: string): Scenario => ({
  name: 'test',
  clusters: [host(version), { ...MEMBER_A, nodes: 1, kubernetesVersion: 'v1.21.14' }],
});
const start = (version: string) =>
  startSandbox({ speed: Infinity, withControl: false, memberTimeoutMs: 2_000, scenario: scenario(version) });
const hasConditions = (object: object) => valueAt(object, 'status', 'conditions') !== undefined;

test('[W14] the finalizer is written first, then everything in one write', async () => {
  await using sandbox = await start('v3.4.1');
  await using at = openCluster(sandbox, 'host');
  const seen = at.untilCluster('m', hasConditions);
  await at.client.create(
    PATHS.clusters,
    aCluster('m', sandbox.clusters.get('member-a')?.kubeconfig ?? ''),
    at,
  );
  const versions = await seen;
  expect(versions.map((version) => [version.metadata.finalizers ?? [], conditionsOf(version)])).toEqual([
    [[], []],
    [['finalizer.cluster.kubesphere.io'], []],
    [
      ['finalizer.cluster.kubesphere.io'],
      ['Federated=True', 'Ready=True', 'KubeConfigCertExpiresInSevenDays=False'],
    ],
  ]);
});

test('[W14] a member that goes away is noticed at the next look, and so is its return', async () => {
  await using sandbox = await start('v3.3.2');
  await using at = openCluster(sandbox, 'host');
  const member = sandbox.clusters.get('member-a');
  await at.client.create(PATHS.clusters, aCluster('m', member?.kubeconfig ?? ''), at);
  await at.untilCluster('m', (object) => conditionsOf(object).includes('Ready=True'));
  await member?.api?.stop();
  const away = (await at.untilCluster('m', (object) => conditionsOf(object).includes('Ready=False'))).at(-1);
  expect(reasonOf(away, 'Federated')).toMatch(/dial tcp 127\.0\.0\.1:\d+: connect: connection refused$/);
  // What was known stays next to Ready=False.
  expect(valueAt(away, 'status', 'nodeCount')).toBe(1);
  await member?.api?.restart();
  const back = (await at.untilCluster('m', (object) => conditionsOf(object).includes('Ready=True'))).at(-1);
  expect(conditionsOf(back)).toEqual([
    'Federated=True',
    'Ready=True',
    'KubeConfigCertExpiresInSevenDays=False',
  ]);
});

test('[W14] without joinFederation, a kubeconfig or a readable one, nothing is ever said', async () => {
  await using sandbox = await start('v3.4.1');
  await using at = openCluster(sandbox, 'host');
  const silent = {
    'not-joined': { joinFederation: false, connection: { type: 'direct', kubeconfig: 'ew==' } },
    'no-kubeconfig': { joinFederation: true, connection: { type: 'direct', kubeconfig: '' } },
    unreadable: { joinFederation: true, connection: { type: 'direct', kubeconfig: 'ew==' } },
  };
  for (const [name, spec] of Object.entries(silent)) {
    await at.client.create(PATHS.clusters, { ...aCluster(name, ''), spec }, at);
    await at.untilCluster(name, (object) => object.metadata.finalizers !== undefined);
  }
  // One that is answered afterwards shows that the silent ones have had their turn.
  await at.client.create(
    PATHS.clusters,
    aCluster('m', sandbox.clusters.get('member-a')?.kubeconfig ?? ''),
    at,
  );
  await at.untilCluster('m', hasConditions);
  for (const name of Object.keys(silent)) {
    expect(conditionsOf(await at.client.get(`${PATHS.clusters}/${name}`, at))).toEqual([]);
  }
});

const tokenCases: [string, string[]][] = [
  ['v3.2.1', ['Federated=True', 'Ready=True']],
  ['v3.4.1', ['Federated=True', 'Ready=True', 'KubeConfigCertExpiresInSevenDays=False']],
];

test.each(tokenCases)('[W14] %s joins with a token', async (version, conditions) => {
  await using sandbox = await start(version);
  await using at = openCluster(sandbox, 'host');
  const token = sandbox.clusters.get('member-a')?.kubeconfigs.find(({ kind }) => kind === 'token');
  await at.client.create(PATHS.clusters, aCluster('m', token?.kubeconfig ?? ''), at);
  expect(conditionsOf((await at.untilCluster('m', hasConditions)).at(-1))).toEqual(conditions);
});

test('[W14] up to 3.2 a member from Kubernetes 1.24 on never gives the token that is waited for', async () => {
  const { clusters } = scenario('v3.2.1');
  const newer = clusters.map((cluster) =>
    cluster.name === 'host' ? cluster : { ...cluster, kubernetesVersion: 'v1.24.17' },
  );
  await using sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: { name: 'test', clusters: newer },
  });
  await using at = openCluster(sandbox, 'host');
  await at.client.create(
    PATHS.clusters,
    aCluster('m', sandbox.clusters.get('member-a')?.kubeconfig ?? ''),
    at,
  );
  const failed = (await at.untilCluster('m', hasConditions)).at(-1);
  expect(conditionsOf(failed)).toEqual(['Federated=False']);
  expect(reasonOf(failed, 'Federated')).toBe('timed out waiting for the condition');
});

test('[W14] 3.0 tells a failed join as an Event and nothing else', async () => {
  await using sandbox = await start('v3.0.0');
  await using at = openCluster(sandbox, 'host');
  await sandbox.clusters.get('member-a')?.api?.stop();
  await at.client.create(
    PATHS.clusters,
    aCluster('m', sandbox.clusters.get('member-a')?.kubeconfig ?? ''),
    at,
  );
  for await (const { object } of followObjects(at.client, '/api/v1/namespaces/default/events', at)) {
    if (object['reason'] !== 'JoinFederation') continue;
    expect(object).toMatchObject({
      type: 'Warning',
      involvedObject: { name: 'm' },
      message: expect.stringContaining('connection refused'),
    });
    break;
  }
  expect(conditionsOf(await at.client.get(`${PATHS.clusters}/m`, at))).toEqual([]);
});

test('[W14] the order of conditions is the order of their last writing, and both times are now', () => {
  const now = new Date('2026-01-01T00:00:00.5Z');
  const cluster = {
    apiVersion: '',
    kind: '',
    metadata: {},
    status: {
      conditions: [
        { type: 'Federated', status: 'True' },
        { type: 'Ready', status: 'True' },
        { type: 'Other', status: 'True' },
      ],
    },
  };
  const added = [{ type: 'Federated', status: 'False' as const, reason: 'why' }];
  const written = withConditions(cluster, added, { now, release: '3.4' });
  expect(written.map(({ type }) => type)).toEqual(['Ready', 'Other', 'Federated']);
  expect(written[2]).toMatchObject({
    lastUpdateTime: '2026-01-01T00:00:00Z',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  });
  expect(withConditions(cluster, added, { now, release: '3.0' }).map(({ type }) => type)).toEqual([
    'Federated',
    'Ready',
    'Other',
  ]);
});
