import { expect, test } from 'vitest';
import { aCluster } from '../../../test/builders.ts';
import { arrangeClusters, PLAIN_ARRANGEMENT, tagsOf, tallyOf, type Arrangement } from './arrange-clusters.ts';

const clusters = [
  aCluster({ name: 'host', isHost: true, createdAt: '2020-01-01T00:00:00Z' }),
  aCluster({
    name: 'alpha',
    alias: '生产一号',
    tag: 'production',
    provider: 'Amazon EKS',
    createdAt: '2026-01-01T00:00:00Z',
  }),
  aCluster({
    name: 'beta',
    tag: 'demo',
    createdAt: '2026-03-01T00:00:00Z',
    kubeconfigExpiresAt: '2026-06-01T00:00:00Z',
    status: { state: 'failed', condition: 'Ready', text: 'dial tcp' },
  }),
  aCluster({
    name: 'gamma',
    kubernetesVersion: 'v1.21.5',
    createdAt: '2026-02-01T00:00:00Z',
    status: { state: 'joining' },
  }),
];
const names = (arrangement: Partial<Arrangement>) =>
  arrangeClusters(clusters, { ...PLAIN_ARRANGEMENT, ...arrangement }).map(({ name }) => name);

test.each([
  [{}, ['host', 'alpha', 'beta', 'gamma']],
  [{ text: 'EKS prod' }, ['alpha']],
  [{ text: '生产' }, ['alpha']],
  [{ text: '1.21' }, ['gamma']],
  [{ text: 'nothing like it' }, []],
  [{ state: 'failed' }, ['beta']],
  [{ tag: 'demo' }, ['beta']],
  [{ sort: 'state' }, ['host', 'beta', 'gamma', 'alpha']],
  [{ sort: 'created' }, ['host', 'beta', 'gamma', 'alpha']],
  [{ sort: 'expiry' }, ['host', 'beta', 'alpha', 'gamma']],
] satisfies [Partial<Arrangement>, string[]][])('%o', (arrangement, expected) => {
  expect(names(arrangement)).toEqual(expected);
});

test('counts what is ready, joining and in need of attention', () => {
  expect(tallyOf(clusters)).toEqual({ ready: 2, joining: 1, attention: 1 });
});

test('offers the tags that are there, once each', () => {
  expect(tagsOf([...clusters, aCluster({ tag: 'demo' })])).toEqual(['demo', 'production']);
});
