import {
  appliedPlanSchema,
  clusterListSchema,
  clusterOverviewSchema,
  ROUTES,
  targetHeaders,
} from '@flotilla/contracts';
import { checkReportSchema } from '@flotilla/kubesphere';
import { FLEET_V4, startSandbox } from '@flotilla/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from './start-test-bff.ts';
import { HOST, importBody, importCluster, readPlan, sealedTarget, until } from './story.ts';

// Three clusters start, and ks-core is installed on one of them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let bff: TestBff;
let client: TestClient;
const opened: AsyncDisposable[] = [];
beforeAll(async () => {
  const sandbox = await startSandbox({ scenario: FLEET_V4, speed: Number.POSITIVE_INFINITY });
  opened.push(sandbox);
  bff = await startTestBff({ sandbox });
  opened.push(bff);
  client = await bff.login();
});
afterAll(async () => {
  for (const one of opened.toReversed()) await one[Symbol.asyncDispose]();
});

const check = async (cluster: string) => {
  const target = await sealedTarget(bff, client, cluster);
  return client.send(checkReportSchema, 'POST', ROUTES.clusterChecks, { body: { target, name: 'newcomer' } });
};

test('a host of 4.1 needs no preparation: nothing is planned, and applying that changes nothing', async () => {
  const { host } = await client.get(clusterListSchema, ROUTES.clusters);
  expect(host).toMatchObject({
    generation: '4',
    release: 'v4.1.3',
    role: 'host',
    prepared: true,
    clustersServed: true,
  });
  const plan = await readPlan(client, HOST, 'host');
  expect(plan).toMatchObject({ state: 'not-needed', obstacles: [], changes: [] });
  expect(plan.proofs.map(({ id, met }) => [id, met])).toEqual([
    ['host-cluster', true],
    ['apiserver-answers', true],
  ]);
  const body = { role: 'host', digest: plan.digest };
  const applied = await client.send(appliedPlanSchema, 'POST', ROUTES.plan(HOST), { body });
  expect(applied.plan).toEqual(plan);
});

test('it has no configuration to edit, which is told as a problem of its own', async () => {
  expect(await client.refused('GET', ROUTES.configuration(HOST))).toMatchObject({
    code: 'configuration.not-found',
  });
});

test('a member of 3.4 is refused for its release', async () => {
  const { verdict, rows } = await check('member-a');
  expect(verdict).not.toBe('ready');
  expect(rows.filter(({ state }) => state === 'fail').map(({ code }) => code)).toEqual(['release.differs']);
});

test('a bare member is importable, becomes ready, and is then known for what it is', async () => {
  const { verdict, rows } = await check('member-bare');
  expect(verdict).toBe('ready');
  expect(rows.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['kubesphere.not-needed', 'role.not-needed', 'jwt-secret.not-needed']),
  );
  const target = await sealedTarget(bff, client, 'member-bare');
  expect(await readPlan(client, target, 'member')).toMatchObject({ state: 'not-needed', changes: [] });

  await importCluster(client, { name: 'newcomer', sealed: target.sealed });
  const { clusters } = await until(
    () => client.get(clusterListSchema, ROUTES.clusters),
    (list) => list.clusters.some(({ name, nodeCount }) => name === 'newcomer' && nodeCount !== undefined),
  );
  expect(clusters.find(({ name }) => name === 'newcomer')).toMatchObject({
    kubesphereVersion: 'v4.1.3',
    kubernetesVersion: 'v1.28.15',
    nodeCount: 1,
    status: { state: 'ready' },
  });

  const headers = targetHeaders(target);
  expect(await client.get(clusterOverviewSchema, ROUTES.overview(target), { headers })).toMatchObject({
    generation: '4',
    release: 'v4.1.3',
    effectiveRole: 'member',
    apiserver: 'answers',
  });
  const body = importBody({ name: 'once-more', sealed: target.sealed });
  const problem = await client.refused('POST', ROUTES.clusters, { body });
  expect(problem).toMatchObject({ code: 'cluster.already-imported', params: { name: 'newcomer' } });
});
