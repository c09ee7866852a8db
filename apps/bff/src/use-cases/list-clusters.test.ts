import { clusterListSchema, clusterOverviewSchema, ROUTES } from '@flotilla/contracts';
import { clusterSummarySchema } from '@flotilla/kubesphere';
import { aKubeconfig } from '@flotilla/kubesphere/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';
import { HOST, kubeconfigOf, prepare } from '../../test/story.ts';

describe('the fleet', () => {
  let bff: TestBff;
  let client: TestClient;
  beforeAll(async () => {
    bff = await startTestBff({ clusters: ['host', 'expired-certificate', 'wrong-ca', 'namespace-token'] });
    client = await bff.login();
  });
  afterAll(() => bff[Symbol.asyncDispose]());

  it('begins with a host that is not prepared', async () => {
    const { host, clusters } = await client.get(clusterListSchema, ROUTES.clusters);
    expect(host).toMatchObject({
      reachable: true,
      generation: '3',
      release: 'v3.4.1',
      role: 'none',
      prepared: false,
    });
    expect(clusters).toEqual([]);
  });

  it('has the host itself once it is prepared', { timeout: 90_000 }, async () => {
    await prepare(client, HOST, 'host');
    const { host, clusters } = await client.get(clusterListSchema, ROUTES.clusters);
    expect(host).toMatchObject({ role: 'host', prepared: true, clustersServed: true });
    expect(clusters.map(({ name, isHost }) => [name, isHost])).toEqual([['host', true]]);
    const one = await client.get(clusterSummarySchema, ROUTES.cluster('host'));
    expect(one.uid).toBe(clusters[0]?.uid);
    expect(JSON.stringify(one)).not.toContain('kubeconfig:');
  });

  it('names the cluster it does not have', async () => {
    const problem = await client.refused('GET', ROUTES.cluster('nobody'));
    expect(problem).toMatchObject({ code: 'cluster.not-found', params: { name: 'nobody' } });
    const member = { kind: 'member', name: 'nobody' } as const;
    expect(await client.refused('GET', ROUTES.overview(member))).toMatchObject({ code: 'cluster.not-found' });
  });

  it('reads the facts of a cluster from itself', async () => {
    const overview = await client.get(clusterOverviewSchema, ROUTES.overview(HOST));
    expect(overview).toMatchObject({
      generation: '3',
      role: 'host',
      multiclusterStatus: 'enabled',
      apiserver: 'answers',
    });
    expect(overview.nodes[0]).toMatchObject({ ready: true, version: 'v1.26.9' });
    expect(overview.components.map(({ name }) => name)).toContain('multicluster');
  });

  it.each([
    ['expired-certificate', ['cluster.tls-failed', 'cluster.unauthorized']],
    ['wrong-ca', ['cluster.tls-failed']],
    ['namespace-token', ['cluster.forbidden']],
  ])('says in which layer %s fails', async (name, codes) => {
    const sealed = await client.seal(kubeconfigOf(bff, name));
    const headers = { 'flotilla-connection': sealed };
    const problem = await client.refused('GET', '/api/connection/overview', { headers });
    expect(codes).toContain(problem.code);
    expect(problem.raw).toBeTruthy();
  });

  it('refuses an address by policy, without dialling it', async () => {
    const sealed = await client.seal(
      aKubeconfig({
        server: 'https://169.254.169.254',
        cluster: { 'certificate-authority-data': undefined },
        user: { token: 't' },
      }),
    );
    const headers = { 'flotilla-connection': sealed };
    expect(await client.refused('GET', '/api/connection/overview', { headers })).toMatchObject({
      code: 'address.refused',
      params: { address: '169.254.169.254', range: expect.any(String) },
    });
  });
});

describe('a host that does not answer', () => {
  it('is told, and everything else is served', async () => {
    const unreachable = aKubeconfig({
      server: 'https://127.0.0.1:1',
      cluster: { 'certificate-authority-data': undefined },
      user: { token: 't' },
    });
    await using bff = await startTestBff({
      clusters: ['host', 'expired-certificate', 'wrong-ca', 'namespace-token'],
      hostKubeconfig: unreachable,
    });
    const client = await bff.login();
    const { host, clusters } = await client.get(clusterListSchema, ROUTES.clusters);
    expect([host.reachable, clusters]).toEqual([false, []]);
    expect(await client.refused('GET', ROUTES.overview(HOST))).toMatchObject({
      code: 'cluster.unreachable',
      retryable: true,
    });
    expect(bff.logs.join('')).toContain('the host cluster does not answer');
  });
});
