import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listAt, stringAt, valueAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { createSteppedClock, FLEET_V4, startSandbox, type Sandbox } from '../../index.ts';
import { aCluster, conditionsOf, openCluster, reasonOf } from '../../testing/open-cluster.ts';
import { toBase64 } from '../kube-connection.ts';
import { issuerSecretOf, parseKubesphereConfig } from '../kubesphere-config-reader.ts';
import { PATHS } from '../resource-paths.ts';
import { configHashOf } from './config-hash.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SYSTEM = '/api/v1/namespaces/kubesphere-system';
const MARKS = ['cluster.kubesphere.io/name', 'cluster.kubesphere.io/host-cluster'] as const;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    memberTimeoutMs: 2_000,
    scenario: FLEET_V4,
  });
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const kubeconfigOf = (name: string) => sandbox.clusters.get(name)?.kubeconfig ?? '';
const messageOf = (object: KubeObject | undefined, type: string) =>
  stringAt(
    listAt(object, 'status', 'conditions').find((condition) => stringAt(condition, 'type') === type),
    'message',
  );
const isFailed = (object: KubeObject) => conditionsOf(object).includes('Ready=False');
const hasNodes = (object: KubeObject) => valueAt(object, 'status', 'nodeCount') !== undefined;

test('[W18] a host has no ClusterConfiguration, no installer and a Cluster of its own', async () => {
  await using at = openCluster(sandbox, 'host');
  await expect(at.client.list(PATHS.clusterConfigurations, at)).rejects.toThrow(/could not find|not found/);
  expect(await at.installerPods()).toEqual([]);
  expect(at.cluster.hasInstaller).toBe(false);
  const host = await at.client.get(`${PATHS.clusters}/host`, at);
  expect(host.metadata.labels).toMatchObject({ 'cluster-role.kubesphere.io/host': '' });
  expect(host['status']).toMatchObject({
    kubeSphereVersion: 'v4.1.3',
    kubernetesVersion: 'v1.28.15',
    nodeCount: 3,
  });
  expect(conditionsOf(host)).toEqual(['Ready=True']);
});

test('[W18] a bare member gets ks-core, one write after the other, and is let go with its marks alone', async () => {
  await using at = openCluster(sandbox, 'host');
  await using member = openCluster(sandbox, 'member-bare');
  const seen = at.untilCluster('m', hasNodes);
  await at.client.create(PATHS.clusters, aCluster('m', kubeconfigOf('member-bare')), at);
  const versions = await seen;
  // A ks-apiserver that is still starting may be told as Ready=False first, and then the look at the certificate comes early.
  const steps = versions
    .filter((version) => !isFailed(version))
    .map((version) => [
      version.metadata.finalizers?.length ?? 0,
      stringAt(version, 'status', 'uid') !== undefined,
      conditionsOf(version).filter((condition) => !condition.startsWith('KubeConfig')),
      valueAt(version, 'status', 'kubeSphereVersion'),
      valueAt(version, 'status', 'nodeCount'),
    ]);
  expect(steps).toEqual([
    [0, false, [], undefined, undefined],
    [1, false, [], undefined, undefined],
    [1, true, [], undefined, undefined],
    [1, true, ['KSCoreReady=True'], undefined, undefined],
    [1, true, ['KSCoreReady=True', 'Ready=True'], 'v4.1.3', undefined],
    [1, true, ['KSCoreReady=True', 'Ready=True'], 'v4.1.3', 1],
  ]);
  const last = versions.at(-1);
  expect(last?.['status']).toMatchObject({
    kubeSphereVersion: 'v4.1.3',
    kubernetesVersion: 'v1.28.15',
    nodeCount: 1,
  });
  expect(reasonOf(last, 'KSCoreReady')).toBe('KSCoreReady');
  expect(messageOf(last, 'KSCoreReady')).toBe('KS Core is available now');
  expect(messageOf(last, 'Ready')).toBe('Cluster is available now');
  expect(valueAt(last, 'spec', 'connection', 'kubernetesAPIEndpoint')).toBe(member.cluster.server);
  expect(last?.metadata.annotations).toMatchObject({ 'kubesphere.io/config-hash': 'cbf29ce484222325' });

  const marksOf = async () => {
    const { annotations = {} } = (await member.client.get(SYSTEM, member)).metadata;
    return MARKS.map((mark) => annotations[mark]);
  };
  await vi.waitFor(async () => expect(await marksOf()).toEqual(['m', 'host']));
  const [own, hosts] = await Promise.all(
    [member, at].map(async (one) => parseKubesphereConfig(await one.client.get(PATHS.kubesphereConfig, one))),
  );
  expect(issuerSecretOf(own)).toBe(issuerSecretOf(hosts));
  expect(own).toMatchObject({
    authentication: { issuer: { accessTokenMaxAge: '0s' } },
    multicluster: { clusterRole: 'member' },
  });

  const gone = at.untilGone('m');
  await at.client.delete(`${PATHS.clusters}/m`, at);
  await gone;
  expect(await marksOf()).toEqual([undefined, undefined]);
  const deployments = (await member.client.list(PATHS.deployments, member)).items;
  expect(deployments.map(({ metadata }) => metadata.name)).toEqual(['ks-agent']);
});

test('[W18] an unusable kubeconfig is told as the message of Ready, and deletion does not wait for it', async () => {
  await using at = openCluster(sandbox, 'host');
  const nobody = kubeconfigOf('member-bare').replace(/https:\/\/127\.0\.0\.1:\d+/, 'https://127.0.0.1:9');
  const cases = {
    unreadable: [
      '{}',
      'failed to get cluster client for unreadable: invalid configuration: no configuration has been provided',
    ],
    'nobody-there': [
      nobody,
      'failed to get cluster client for nobody-there: Get "https://127.0.0.1:9/version?timeout=32s": dial tcp 127.0.0.1:9: connect: connection refused',
    ],
  } as const;
  for (const [name, [kubeconfig, message]] of Object.entries(cases)) {
    await at.client.create(PATHS.clusters, aCluster(name, kubeconfig), at);
    const failed = (await at.untilCluster(name, isFailed)).at(-1);
    expect([conditionsOf(failed), reasonOf(failed, 'Ready'), messageOf(failed, 'Ready')]).toEqual([
      ['Ready=False'],
      'Ready',
      message,
    ]);
    const gone = at.untilGone(name);
    await at.client.delete(`${PATHS.clusters}/${name}`, at);
    await gone;
  }
});

test("[W18] ks-installer's KubeSphere is not taken over, which only the log tells", async () => {
  await using at = openCluster(sandbox, 'host');
  await using member = openCluster(sandbox, 'member-a');
  await at.client.create(PATHS.clusters, aCluster('older', kubeconfigOf('member-a')), at);
  await at.untilCluster('older', (object) => stringAt(object, 'status', 'uid') !== undefined);
  const pods = (await at.client.list(`${SYSTEM}/pods`, at)).items.map(({ metadata }) => metadata.name ?? '');
  const controller = pods.find((name) => name.startsWith('ks-controller-manager-')) ?? '';
  await vi.waitFor(async () =>
    expect(await at.client.getText(`${SYSTEM}/pods/${controller}/log`, at)).toContain(
      'failed to install KS Core in cluster older: Unable to continue with install: ServiceAccount "kubesphere"',
    ),
  );
  expect(conditionsOf(await at.client.get(`${PATHS.clusters}/older`, at))).toEqual([]);
  const deployments = (await member.client.list(PATHS.deployments, member)).items;
  expect(deployments.map(({ metadata }) => metadata.name)).not.toContain('ks-agent');
});

test('[W18] all are looked at again after fifteen minutes, not before', async () => {
  const clock = createSteppedClock(new Date('2026-01-01T00:00:00Z'));
  const clusters = FLEET_V4.clusters.filter(({ name }) => name === 'host');
  await using alone = await startSandbox({
    clock,
    withControl: false,
    scenario: { name: 'alone', clusters },
  });
  await using at = openCluster(alone, 'host');
  const beatOf = (object: object) =>
    stringAt(listAt(object, 'status', 'conditions').at(-1), 'lastUpdateTime') ?? '';
  clock.advance(14 * 60_000);
  // Whoever sleeps on is the controller; it has slept since it made the host's Cluster.
  expect(clock.sleeping).toBe(1);
  const before = beatOf(await at.client.get(`${PATHS.clusters}/host`, at));
  clock.advance(60_000);
  const seen = await at.untilCluster('host', (object) => beatOf(object) > before);
  expect([before, beatOf(seen.at(-1) ?? {})]).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:15:00Z']);
});

test('the hash of the chart values is the one Go makes', () => {
  const withConfig = (config: string) => ({ apiVersion: '', kind: '', metadata: {}, spec: { config } });
  expect(configHashOf(withConfig(''))).toBe('cbf29ce484222325');
  expect(configHashOf(withConfig(toBase64('a')))).toBe('af63dc4c8601ec8c');
});
