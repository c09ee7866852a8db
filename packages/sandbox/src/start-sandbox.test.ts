import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { stringAt, valueAt } from './api-server/json.ts';
import { HOST, MEMBER_A, MEMBER_B, MEMBER_BARE, startSandbox, type Scenario } from './index.ts';
import { aCluster, conditionsOf, openCluster, reasonOf } from './testing/open-cluster.ts';
import { PATHS } from './world/resource-paths.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const story = (...clusters: Scenario['clusters']): Scenario => ({ name: 'test', clusters });
const isBanner = (line: string) => line.startsWith('https://kubesphere.io');
const quick = { speed: Infinity, withControl: false };

const PREPARED_HOST = {
  ...HOST,
  kubesphere: { version: 'v3.4.1', clusterRole: 'host' as const, jwtSecret: 'host-secret' },
};

test('[W4] a host is prepared by one change of the spec', async () => {
  await using sandbox = await startSandbox({ ...quick, scenario: story(HOST) });
  await using host = openCluster(sandbox, 'host');
  const before = await host.logLength();
  await host.client.mergePatch(
    PATHS.clusterConfiguration,
    { spec: { multicluster: { clusterRole: 'host' } } },
    host,
  );

  const lines = await host.followLog(before, isBanner);
  const order = [
    'EVENT Kube event',
    'Running hook',
    'PLAY [localhost]',
    'TASK [preinstall',
    'TASK [common',
    'TASK [ks-core/init-token',
    'Start installing multicluster',
    'task multicluster status is successful  (4/4)',
    'Collecting installation results',
    'Welcome to KubeSphere!',
    'Password: ',
    'NOTES\uff1a',
  ];
  const positions = order.map((marker) => lines.findIndex((line) => line.includes(marker)));
  expect(positions).not.toContain(-1);
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  expect(lines.filter((line) => line.startsWith('PLAY RECAP'))).toHaveLength(4);

  const configuration = await host.untilConfiguration(
    (object) => valueAt(object, 'status', 'multicluster') !== undefined,
  );
  expect(stringAt(configuration, 'status', 'multicluster', 'status')).toBe('enabled');
  const config = await host.client.get(PATHS.kubesphereConfig, host);
  expect(valueAt(parse(stringAt(config, 'data', 'kubesphere.yaml') ?? ''), 'multicluster')).toMatchObject({
    enable: true,
    clusterRole: 'host',
  });

  const [last] = (
    await host.untilCluster('host', (object) => conditionsOf(object).includes('Ready=True'))
  ).slice(-1);
  expect(last?.metadata.labels).toEqual({
    'cluster-role.kubesphere.io/host': '',
    'kubesphere.io/managed': 'true',
  });
});

test('[W5] a member takes the secret and the role, and joins', async () => {
  await using sandbox = await startSandbox({ ...quick, scenario: story(PREPARED_HOST, MEMBER_A) });
  await using host = openCluster(sandbox, 'host');
  await using member = openCluster(sandbox, 'member-a');
  const before = await member.logLength();
  const spec = { multicluster: { clusterRole: 'member' }, authentication: { jwtSecret: 'host-secret' } };
  await member.client.mergePatch(PATHS.clusterConfiguration, { spec }, member);
  await member.followLog(before, isBanner);
  const text =
    stringAt(await member.client.get(PATHS.kubesphereConfig, member), 'data', 'kubesphere.yaml') ?? '';
  expect(parse(text)).toMatchObject({
    authentication: { jwtSecret: 'host-secret', oauthOptions: { accessTokenMaxAge: 0 } },
    multicluster: { clusterRole: 'member', enable: false },
  });

  await host.client.create(PATHS.clusters, aCluster('member-a', member.cluster.kubeconfig), host);
  const versions = await host.untilCluster('member-a', (object) => conditionsOf(object).length > 0);
  const joined = versions.at(-1);
  expect(conditionsOf(joined)).toEqual([
    'Federated=True',
    'Ready=True',
    'KubeConfigCertExpiresInSevenDays=False',
  ]);
  expect(joined?.metadata.finalizers).toEqual(['finalizer.cluster.kubesphere.io']);
  expect(joined?.['status']).toMatchObject({
    kubernetesVersion: 'v1.26.9',
    kubeSphereVersion: 'v3.4.1',
    nodeCount: 2,
  });
  expect(stringAt(joined, 'spec', 'connection', 'kubernetesAPIEndpoint')).toBe(member.cluster.server);

  const gone = host.untilGone('member-a');
  await host.client.delete(`${PATHS.clusters}/member-a`, host);
  await gone;
});

test('[W14] each bad connection is told as Federated=False with the Go error as its reason', async () => {
  const refused = { kubernetesVersion: 'v1.26.9', nodes: 0, story: 'x', sharedServer: 'refused' };
  await using sandbox = await startSandbox({
    ...quick,
    memberTimeoutMs: 300,
    scenario: story(
      PREPARED_HOST,
      MEMBER_BARE,
      { ...refused, name: 'wrong-ca', title: '', kubeconfigs: ['foreign-ca'] },
      { ...refused, name: 'namespace-token', title: '', kubeconfigs: ['namespace-token'] },
      { ...refused, name: 'exec-plugin', title: '', kubeconfigs: ['exec'] },
      {
        name: 'expired-certificate',
        title: '',
        story: 'x',
        kubernetesVersion: 'v1.26.9',
        nodes: 0,
        expiredCertificate: true,
        kubeconfigs: ['client-certificate'],
      },
      {
        name: 'nobody-answers',
        title: '',
        story: 'x',
        kubernetesVersion: 'v1.26.9',
        nodes: 0,
        blackHole: true,
        kubeconfigs: ['client-certificate'],
      },
    ),
  });
  await using host = openCluster(sandbox, 'host');
  const expected: Record<string, RegExp> = {
    'wrong-ca': /^Get "https:.*": x509: certificate signed by unknown authority$/,
    'namespace-token':
      /^serviceaccounts "namespace-token-kubesphere" is forbidden: User "system:serviceaccount:team-a:deployer" cannot get resource "serviceaccounts" in API group "" in the namespace "kube-federation-system"$/,
    'exec-plugin': /^Get "https:.*": getting credentials: exec: executable touch not found$/,
    'expired-certificate':
      /^Get "https:.*": x509: certificate has expired or is not yet valid: current time \S+Z is after \S+Z$/,
    'nobody-answers': /^Get "https:.*": net\/http: TLS handshake timeout$/,
    'member-bare':
      /^the server could not find the requested resource \(get workspaces\.tenant\.kubesphere\.io\)$/,
  };
  for (const name of Object.keys(expected)) {
    await host.client.create(
      PATHS.clusters,
      aCluster(name, sandbox.clusters.get(name)?.kubeconfig ?? ''),
      host,
    );
  }
  for (const [name, reason] of Object.entries(expected)) {
    const failed = (await host.untilCluster(name, (object) => conditionsOf(object).length > 0)).at(-1);
    expect([name, ...conditionsOf(failed)]).toEqual([name, 'Federated=False', 'Ready=False']);
    expect(reasonOf(failed, 'Federated')).toMatch(reason);
  }
});

test('[W8] 3.2 answers to the old label and gives a member no multicluster block', async () => {
  await using sandbox = await startSandbox({ ...quick, scenario: story(MEMBER_B) });
  await using member = openCluster(sandbox, 'member-b');
  const { items } = await member.client.list(
    '/api/v1/namespaces/kubesphere-system/pods?labelSelector=app%3Dks-install',
    member,
  );
  expect(items).toHaveLength(1);
  const before = await member.logLength();
  await member.client.mergePatch(
    PATHS.clusterConfiguration,
    { spec: { multicluster: { clusterRole: 'member' }, authentication: { jwtSecret: '12345678' } } },
    member,
  );
  const lines = await member.followLog(before, isBanner);
  expect(lines).toContain('Password: P@88w0rd');
  const config = parse(
    stringAt(await member.client.get(PATHS.kubesphereConfig, member), 'data', 'kubesphere.yaml') ?? '',
  );
  expect(valueAt(config, 'multicluster')).toBeUndefined();
  expect(valueAt(config, 'authentication')).toMatchObject({
    jwtSecret: '12345678',
    oauthOptions: { accessTokenMaxAge: 0 },
  });
});
