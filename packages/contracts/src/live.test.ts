import { describe, expect, it } from 'vitest';
import { openStreamSchema, STREAM_ITEM_SCHEMAS } from './live.ts';

const cursor = {
  pod: 'ks-installer-1',
  podUid: 'u-1',
  restarts: 0,
  at: '2026-03-01T12:00:00.000000001Z',
  sameAt: 2,
};

describe('opening a stream', () => {
  it.each([
    { kind: 'clusters', streamId: '1' },
    { kind: 'checks', streamId: '1', target: { kind: 'host' }, name: 'member-a' },
    { kind: 'installer-log', streamId: '1', target: { kind: 'member', name: 'member-a' }, after: cursor },
    { kind: 'preparation', streamId: '1', target: { kind: 'connection', sealed: 's' }, role: 'member' },
    { kind: 'configuration', streamId: '1', target: { kind: 'host' } },
  ])('accepts $kind', (request) => {
    expect(openStreamSchema.parse(request)).toEqual(request);
  });

  it.each([
    { kind: 'checks', streamId: '1' },
    { kind: 'shell', streamId: '1', target: { kind: 'host' } },
    { kind: 'clusters' },
    { kind: 'preparation', streamId: '1', target: { kind: 'host' }, role: 'none' },
    { kind: 'installer-log', streamId: '1', target: { kind: 'member', name: '' } },
  ])('refuses %o', (request) => {
    expect(openStreamSchema.safeParse(request).success).toBe(false);
  });
});

describe('items of a stream', () => {
  it('carry their own kind only', () => {
    const gap = { type: 'gap', reason: 'log-rotated' };
    expect(STREAM_ITEM_SCHEMAS['installer-log'].parse(gap)).toEqual(gap);
    expect(STREAM_ITEM_SCHEMAS.clusters.safeParse(gap).success).toBe(false);
  });
});
