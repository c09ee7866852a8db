import { expect, test } from 'vitest';
import { aCluster, aHost } from '../../../test/builders.ts';
import { reduceFleet, type Fleet } from './fleet.ts';

const host = aHost();
const own = aCluster({ name: 'zz-host', isHost: true });
const a = aCluster({ name: 'a' });
const b = aCluster({ name: 'b' });
const fleet: Fleet = { host, clusters: [own, a] };

test('a snapshot is the whole truth, host first, then by name', () => {
  expect(reduceFleet(undefined, [{ type: 'snapshot', host, clusters: [b, own, a] }])).toEqual({
    host,
    clusters: [own, a, b],
  });
});

test('changes before the first snapshot say nothing', () => {
  expect(reduceFleet(undefined, [{ type: 'changed', cluster: a }])).toBeUndefined();
});

test('a change replaces in place, a new cluster finds its place', () => {
  const changed = aCluster({ name: 'a', alias: 'A' });
  const after = reduceFleet(fleet, [
    { type: 'changed', cluster: changed },
    { type: 'changed', cluster: aCluster({ name: '0' }) },
  ]);
  expect(after?.clusters.map(({ name, alias }) => alias ?? name)).toEqual(['zz-host', '0', 'A']);
});

test('a removed cluster is gone, an unknown one changes nothing', () => {
  expect(
    reduceFleet(fleet, [
      { type: 'removed', name: 'a' },
      { type: 'removed', name: 'x' },
    ]),
  ).toEqual({ host, clusters: [own] });
});

test('staleness lasts until something is heard of the clusters again', () => {
  const stale = reduceFleet(fleet, [{ type: 'stale', since: '2026-01-01T00:00:00Z', raw: 'ECONNREFUSED' }]);
  expect(stale).toEqual({ ...fleet, stale: { since: '2026-01-01T00:00:00Z', raw: 'ECONNREFUSED' } });
  const unreachable = aHost({ reachable: false });
  expect(reduceFleet(stale, [{ type: 'host', host: unreachable }])).toEqual({ ...stale, host: unreachable });
  expect(reduceFleet(stale, [{ type: 'changed', cluster: a }])).toEqual(fleet);
});
