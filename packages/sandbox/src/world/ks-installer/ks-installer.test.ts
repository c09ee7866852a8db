import { expect, test, vi } from 'vitest';
import { stringAt, valueAt } from '../../api-server/json.ts';
import { startSandbox, type InstallFailure, type KubeSphereScenario } from '../../index.ts';
import { HOST } from '../../scenarios/story.ts';
import { openCluster, type OpenCluster } from '../../testing/open-cluster.ts';
import { PATHS } from '../resource-paths.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const isBanner = (line: string) => line.startsWith('https://kubesphere.io');

async function startOne(kubesphere: KubeSphereScenario, kubernetesVersion = 'v1.21.14') {
  return startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: { name: 'one', clusters: [{ ...HOST, name: 'one', nodes: 1, kubernetesVersion, kubesphere }] },
  });
}

/** Touches the spec, which is what makes a run. */
function editSpec(cluster: OpenCluster, spec: object) {
  return cluster.client.mergePatch(PATHS.clusterConfiguration, { spec }, cluster);
}

const failures: [InstallFailure, string, RegExp][] = [
  ['play', 'says no more after the recap of a failed play', /failed=1/],
  ['precheck', 'stops at a precheck', /failed=1/],
];

test.each(failures)('[W6] %s: %s', async (kind, _, last) => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const before = await one.logLength();
  one.cluster.failNextInstall(kind);
  await editSpec(one, { alerting: { enabled: true } });
  const lines = await one.followLog(before, (line) => last.test(line));
  expect(lines.filter((line) => /^(fatal|failed): \[localhost\]/.test(line))).toHaveLength(1);

  // The proof that nothing follows: the next run begins right after it.
  await editSpec(one, { alerting: { enabled: false } });
  const next = await one.followLog(before + lines.length, (line) => line.includes('Running hook'));
  expect(
    next.filter((line) => line !== '' && !/INFO {5}: (EVENT|QUEUE|TASK_RUN|Running hook)/.test(line)),
  ).toEqual([]);
});

test('[W6] a failed component is told with its JSON between 150 stars, and no banner comes', async () => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const before = await one.logLength();
  one.cluster.failNextInstall('component');
  await editSpec(one, { multicluster: { clusterRole: 'host' } });
  let stars = 0;
  const lines = await one.followLog(before, (line) => line === '*'.repeat(150) && ++stars === 2);
  expect(lines).toContain('task multicluster status is failed  (4/4)');
  const start = lines.indexOf('*'.repeat(150));
  const event: unknown = JSON.parse(lines.slice(start + 1, -1).join('\n'));
  expect(lines[start - 1]).toBe("Task 'multicluster' failed:");
  expect(stringAt(event, 'event')).toBe('runner_on_failed');
  expect(stringAt(event, 'event_data', 'res', 'stderr')).toContain('has no deployed releases');
  expect(lines.some(isBanner)).toBe(false);
  const configuration = await one.client.get(PATHS.clusterConfiguration, one);
  expect(valueAt(configuration, 'status', 'multicluster')).toBeUndefined();
});

test('[W6] a crash is retried after five seconds and then goes well', async () => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none', failingInstall: 'crash' });
  await using one = openCluster(sandbox, 'one');
  const before = await one.logLength();
  await editSpec(one, { multicluster: { clusterRole: 'host' } });
  const lines = await one.followLog(before, isBanner);
  expect(lines).toContain('Traceback (most recent call last):');
  expect(lines.filter((line) => line.includes('ERROR    : TASK_RUN TASK_HOOK_RUN'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('Running hook'))).toHaveLength(2);
});

test('[W2] edits during a run wait in line: one run each, one after the other', async () => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const before = await one.logLength();
  await editSpec(one, { alerting: { enabled: true } });
  await editSpec(one, { events: { enabled: true } });
  let banners = 0;
  const lines = await one.followLog(before, (line) => isBanner(line) && ++banners === 2);
  const marks = lines
    .filter((line) => line.includes('Running hook') || isBanner(line))
    .map((line) => (isBanner(line) ? 'end' : 'run'));
  expect(marks).toEqual(['run', 'end', 'run', 'end']);
  expect(lines.filter((line) => line.includes('EVENT Kube event'))).toHaveLength(2);
});

test('[W1] a change of status, of labels or of nothing makes no run; a new object does', async () => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const before = await one.logLength();
  await one.client.mergePatch(
    PATHS.clusterConfiguration,
    { status: { note: 'x' }, metadata: { labels: { a: 'b' } } },
    one,
  );
  const { spec } = await one.client.get(PATHS.clusterConfiguration, one);
  await one.client.delete(PATHS.clusterConfiguration, one);
  const metadata = { name: 'ks-installer', namespace: 'kubesphere-system' };
  await one.client.create(
    PATHS.clusterConfigurations,
    { apiVersion: 'installer.kubesphere.io/v1alpha1', kind: 'ClusterConfiguration', metadata, spec },
    one,
  );
  const lines = await one.followLog(before, isBanner);
  expect(lines.filter((line) => line.includes('EVENT Kube event'))).toHaveLength(1);
});

test('[W3] another release deletes the object, makes it anew and then runs', async () => {
  await using sandbox = await startOne({ version: 'v3.3.2', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const old = await one.client.get(PATHS.clusterConfiguration, one);
  const container = { name: 'installer', image: 'kubesphere/ks-installer:v3.4.1', imagePullPolicy: 'Always' };
  const spec = { template: { spec: { containers: [container] } } };
  await one.client.mergePatch(`${PATHS.deployments}/ks-installer`, { spec }, one);
  const upgraded = await one.untilConfiguration(
    (object) => stringAt(object, 'status', 'core', 'version') === 'v3.4.1',
  );
  expect(upgraded.metadata.uid).not.toBe(old.metadata.uid);
  expect(upgraded.metadata.labels?.['version']).toBe('v3.4.1');
  expect(stringAt(upgraded, 'status', 'clusterId')).toBe(stringAt(old, 'status', 'clusterId'));
  const lines = await one.followLog(0, isBanner);
  expect(lines).toContain('Delete old cluster configuration successfully');
  expect(lines).toContain('Create cluster configuration successfully');
});

test('[W7] a replaced pod has another name and a run of its own', async () => {
  await using sandbox = await startOne({ version: 'v3.4.1', clusterRole: 'none' });
  await using one = openCluster(sandbox, 'one');
  const [old] = await one.installerPods();
  await one.cluster.replaceInstallerPod();
  const pod = await one.untilInstallerPod((name) => name !== old);
  expect(pod).not.toBe(old);
  expect((await one.followLog(0, isBanner)).filter((line) => line.includes('Running hook'))).toHaveLength(1);
});

test.each(['v3.0.0', 'v3.1.1', 'v3.2.1', 'v3.3.2', 'v3.4.1'])(
  '[W8] %s prepares a host in its own way',
  async (version) => {
    await using sandbox = await startOne({ version, clusterRole: 'none' });
    await using one = openCluster(sandbox, 'one');
    const before = await one.logLength();
    await editSpec(one, { multicluster: { clusterRole: 'host' } });
    const lines = await one.followLog(before, isBanner);
    const old = version.startsWith('v3.0.');
    expect(lines.includes('total: 2     completed:2')).toBe(old);
    expect(lines.includes('task multicluster status is successful  (4/4)')).toBe(!old);
    const text = stringAt(await one.client.get(PATHS.kubesphereConfig, one), 'data', 'kubesphere.yaml') ?? '';
    expect(text.includes('clusterRole: host')).toBe(version >= 'v3.3');
    expect(text).toContain('proxyPublishService: tower.kubesphere-system.svc');
    const versions = await one.untilCluster(
      'host',
      (object) => stringAt(object, 'status', 'kubernetesVersion') !== undefined,
    );
    expect(stringAt(versions.at(-1), 'status', 'uid') !== undefined).toBe(version >= 'v3.3');
    expect(stringAt(versions.at(-1), 'status', 'kubeSphereVersion')).toBe(old ? undefined : version);
  },
);
