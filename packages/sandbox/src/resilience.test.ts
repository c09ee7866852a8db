import { expect, test, vi } from 'vitest';
import { createSteppedClock, HOST, MEMBER_B, startSandbox, type Scenario } from './index.ts';
import { openCluster } from './testing/open-cluster.ts';
import { PATHS } from './world/resource-paths.ts';

vi.setConfig({ testTimeout: 60_000 });

const one: Scenario = { name: 'one', clusters: [{ ...HOST, nodes: 1 }] };
const isBanner = (line: string) => line.startsWith('https://kubesphere.io');
const toHost = { spec: { multicluster: { clusterRole: 'host' } } };

test('[W16] the world outlives a restart of its API server, a compaction and broken streams', async () => {
  await using sandbox = await startSandbox({ speed: Infinity, withControl: false, scenario: one });
  await using host = openCluster(sandbox, 'host');
  const before = await host.logLength();
  await host.cluster.restartApiServer();
  host.cluster.compact();
  host.cluster.cutStreams();
  // A client of its own: the old one's connections have died with the server.
  await using again = openCluster(sandbox, 'host');
  await again.client.mergePatch(PATHS.clusterConfiguration, toHost, again);
  const lines = await again.followLog(before, isBanner);
  expect(lines.filter((line) => line.includes('Running hook'))).toHaveLength(1);
});

test('[W16] an API server that refuses everything in mid-run is a crash and a retry', async () => {
  await using sandbox = await startSandbox({ speed: Infinity, withControl: false, scenario: one });
  await using host = openCluster(sandbox, 'host');
  const before = await host.logLength();
  await host.cluster.api?.faults.on({ kind: 'status', code: 500, path: /\/version$/, times: 1 });
  await host.client.mergePatch(PATHS.clusterConfiguration, toHost, host);
  const lines = await host.followLog(before, isBanner);
  expect(lines.filter((line) => line.includes('Failed count is 1'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('Running hook'))).toHaveLength(2);
});

test('[W16] a pod replaced while its API server fails comes back when that is over', async () => {
  await using sandbox = await startSandbox({ speed: Infinity, withControl: false, scenario: one });
  await using host = openCluster(sandbox, 'host');
  const [old] = await host.installerPods();
  await host.cluster.replaceInstallerPod();
  await host.cluster.setFaults(['server-error']);
  await expect(host.logLength()).rejects.toMatchObject({ code: 500 });
  await host.cluster.setFaults([]);
  expect(await host.untilInstallerPod((name) => name !== old)).toMatch(/^ks-installer-/);
});

test('[W17] the same seed tells the same story, another seed another', async () => {
  const logOf = async (seed: number) => {
    const scenario = { name: 'b', clusters: [MEMBER_B] };
    await using sandbox = await startSandbox({ speed: Infinity, withControl: false, seed, scenario });
    await using member = openCluster(sandbox, 'member-b');
    const lines = await member.followLog(0, isBanner);
    const secret = await member.client.get(PATHS.kubesphereSecret, member);
    return {
      pods: await member.installerPods(),
      tasks: lines.filter((line) => line.startsWith('task ')),
      secret: secret['data'],
    };
  };
  const first = await logOf(1);
  expect(await logOf(1)).toEqual(first);
  expect(await logOf(2)).not.toEqual(first);
});

test('[W17] with a clock of the test, the world stands still until it is moved', async () => {
  const clock = createSteppedClock(new Date('2026-01-01T00:00:00Z'));
  await using sandbox = await startSandbox({ clock, withControl: false, scenario: one });
  await using host = openCluster(sandbox, 'host');
  const before = await host.logLength();
  await host.client.mergePatch(PATHS.clusterConfiguration, toHost, host);
  const first = await host.followLog(before, (line) => line.includes('QUEUE add'));
  expect(first).toHaveLength(2);
  await vi.waitUntil(() => clock.sleeping > 0);
  clock.advance(500);
  const second = await host.followLog(before + 2, (line) => line.startsWith('TASK ['));
  expect(second.at(-1)).toMatch(/^TASK \[download : Generating images list\]/);
  expect(await host.logLength()).toBe(before + 2 + second.length);
});
