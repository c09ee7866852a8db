import { clusterListSchema, ROUTES } from '@flotilla/contracts';
import { HOST as HOST_CLUSTER, MEMBER_A, startSandbox } from '@flotilla/sandbox';
import { expect, test, vi } from 'vitest';
import { startTestBff } from './start-test-bff.ts';
import { HOST, importCluster, prepare, sealedTarget, until } from './story.ts';

// Two installations are told, and two more are run.
vi.setConfig({ testTimeout: 90_000 });

/** Host and member of one release, each on a Kubernetes that this release runs on and joins. */
const RELEASES = [
  ['v3.0.0', 'v1.18.20'],
  ['v3.1.1', 'v1.20.15'],
  ['v3.2.1', 'v1.21.14'],
  ['v3.3.2', 'v1.23.17'],
  ['v3.4.1', 'v1.26.9'],
] as const;

test.each(RELEASES)(
  'KubeSphere %s on Kubernetes %s: host and member are prepared, the member is imported and ready',
  async (version, kubernetesVersion) => {
    const kubesphere = { version, clusterRole: 'none' as const };
    await using sandbox = await startSandbox({
      scenario: {
        name: version,
        clusters: [HOST_CLUSTER, MEMBER_A].map((cluster) => ({ ...cluster, kubernetesVersion, kubesphere })),
      },
      speed: Number.POSITIVE_INFINITY,
    });
    await using bff = await startTestBff({ sandbox });
    const client = await bff.login();

    expect(await prepare(client, HOST, 'host')).toMatchObject({ state: 'prepared' });
    const member = await sealedTarget(bff, client, 'member-a');
    expect(await prepare(client, member, 'member')).toMatchObject({ state: 'prepared' });
    await importCluster(client, { name: 'member-a', sealed: member.sealed });
    const { clusters } = await until(
      () => client.get(clusterListSchema, ROUTES.clusters),
      (list) => list.clusters.filter(({ status }) => status.state === 'ready').length === 2,
    );
    expect(clusters.map(({ name }) => name).toSorted()).toEqual(['host', 'member-a']);
  },
);
