import { initialProgress, reduceProgress, type InstallProgress } from '@flotilla/kubesphere';
import { expect, test, vi } from 'vitest';
import { HOST, startSandbox, type InstallFailure } from '../src/index.ts';
import { openCluster } from '../src/testing/open-cluster.ts';
import { PATHS } from '../src/world/resource-paths.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const isBanner = (line: string) => line.startsWith('https://kubesphere.io');

function understand(lines: readonly string[]): InstallProgress {
  const at = '2026-01-01T00:00:00.000000000Z';
  return lines.reduce(
    (progress, text, index) => reduceProgress(progress, { at, text }, index + 1),
    initialProgress,
  );
}

/** The log of a host being prepared, from the start of the run. */
async function logOf(
  version: string,
  failure: InstallFailure | undefined,
  isLast: (line: string) => boolean,
) {
  const kubesphere = {
    version,
    clusterRole: 'none' as const,
    ...(failure ? { failingInstall: failure } : {}),
  };
  await using sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: { name: 'one', clusters: [{ ...HOST, nodes: 1, kubernetesVersion: 'v1.21.14', kubesphere }] },
  });
  await using host = openCluster(sandbox, 'host');
  const before = await host.logLength();
  await host.client.mergePatch(
    PATHS.clusterConfiguration,
    { spec: { multicluster: { clusterRole: 'host' } } },
    host,
  );
  return await host.followLog(before, isLast);
}

test.each(['v3.0.0', 'v3.1.1', 'v3.2.1', 'v3.3.2', 'v3.4.1'])(
  '[W15] the domain reads a good run of %s to its end',
  async (version) => {
    const progress = understand(await logOf(version, undefined, isBanner));
    expect(progress).toMatchObject({ run: 1, state: 'succeeded', consoleUrl: 'http://127.0.0.1:30880' });
    expect(progress.phases.map(({ phase }) => phase)).toEqual([
      'preinstall',
      'metrics-server',
      'common',
      'ks-core',
      'components',
      'result',
    ]);
    expect(progress.components.every(({ state }) => state === 'successful')).toBe(true);
    expect(progress.components).toHaveLength(version === 'v3.0.0' ? 2 : 4);
  },
);

test('[W15] the domain finds the cause of each failure', async () => {
  let stars = 0;
  const isSecondWideRow = (line: string) => line === '*'.repeat(150) && ++stars === 2;
  const isFailedRecap = (line: string) => line.includes('failed=1');
  const component = understand(await logOf('v3.4.1', 'component', isSecondWideRow));
  expect(component).toMatchObject({
    state: 'failed',
    failure: { kind: 'component-failed', subject: 'multicluster' },
  });
  expect(component.failure?.message).toContain('"kubefed" has no deployed releases');
  const play = understand(await logOf('v3.4.1', 'play', isFailedRecap));
  expect(play).toMatchObject({ state: 'failed', failure: { kind: 'play-failed' } });
  expect(play.failure?.message).toContain('TLS handshake timeout');
  const precheck = understand(await logOf('v3.4.1', 'precheck', isFailedRecap));
  expect(precheck).toMatchObject({ state: 'failed', failure: { kind: 'default-storage-class-missing' } });
  const crash = understand(await logOf('v3.4.1', 'crash', (line) => line.includes('Delay for 5s')));
  expect(crash).toMatchObject({ state: 'failed', failure: { kind: 'crashed' } });
});
