import type { ClustersItem } from '@flotilla/contracts';
import { HOST } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { openWorld, type World } from '../../test/open-world.ts';
import { readHostState } from './list-clusters.ts';
import { CLUSTERS } from './open-target.ts';
import { watchClusters } from './watch-clusters.ts';

const PREPARED = {
  ...HOST,
  kubesphere: {
    version: 'v3.4.1',
    clusterRole: 'host' as const,
    jwtSecret: 'the-secret-of-the-host-0123456789',
  },
};
const PREPARED_HOST = { scenario: { name: 'prepared host', clusters: [PREPARED] } };

function openReader(world: World) {
  const leaving = new AbortController();
  const items = watchClusters(world.access, { signal: leaving.signal, readHostState });
  return {
    /** The next item that satisfies; the ones before are skipped. */
    async until(accept: (item: ClustersItem) => boolean): Promise<ClustersItem> {
      for (;;) {
        const pulled = await items.next();
        if (pulled.done) throw new Error('the watch ended');
        if (accept(pulled.value)) return pulled.value;
      }
    },
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await items.return(undefined);
    },
  };
}

const aCluster = (name: string) => ({
  apiVersion: 'cluster.kubesphere.io/v1alpha1',
  kind: 'Cluster',
  metadata: { name },
  spec: { joinFederation: true, connection: { type: 'direct' } },
});

test('first a snapshot, then what is added, changed and removed', async () => {
  await using world = await openWorld(PREPARED_HOST);
  const { session } = world.access.host;
  await using reader = openReader(world);
  expect(await reader.until(() => true)).toMatchObject({
    type: 'snapshot',
    host: { reachable: true, generation: '3' },
  });
  await session.create(CLUSTERS, aCluster('one'), world);
  await reader.until((item) => item.type === 'changed' && item.cluster.name === 'one');
  await session.mergePatch(CLUSTERS, 'one', { spec: { provider: 'somebody' } }, world);
  await reader.until((item) => item.type === 'changed' && item.cluster.provider === 'somebody');
  await session.delete(CLUSTERS, 'one', {}, world);
  await reader.until((item) => item.type === 'removed' && item.name === 'one');
});

test('a host that goes away is stale once; when it is back there is a new snapshot', async () => {
  await using world = await openWorld(PREPARED_HOST);
  const api = world.sandbox.clusters.get('host')?.api;
  await using reader = openReader(world);
  await reader.until(({ type }) => type === 'snapshot');
  await api?.stop();
  const outage = await reader.until(({ type }) => type === 'stale');
  expect(outage).toMatchObject({ type: 'stale', raw: expect.any(String) });
  await api?.restart();
  // A second `stale` would come before the snapshot.
  const next = await reader.until(({ type }) => type === 'stale' || type === 'snapshot');
  expect(next).toMatchObject({ type: 'snapshot', host: { reachable: expect.any(Boolean) } });
});

test('a compacted history is listed anew and nothing is missed', async () => {
  await using world = await openWorld(PREPARED_HOST);
  const api = world.sandbox.clusters.get('host')?.api;
  await using reader = openReader(world);
  await reader.until(({ type }) => type === 'snapshot');
  await api?.stop();
  await reader.until(({ type }) => type === 'stale');
  await api?.restart();
  api?.store.compact();
  await world.access.host.session.create(CLUSTERS, aCluster('meanwhile'), world);
  const names = (item: ClustersItem): string[] =>
    item.type === 'snapshot'
      ? item.clusters.map(({ name }) => name)
      : item.type === 'changed'
        ? [item.cluster.name]
        : [];
  const found = await reader.until((item) => names(item).includes('meanwhile'));
  expect(found.type).toMatch(/snapshot|changed/);
});
