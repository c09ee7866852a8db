import { describe, expect, it } from 'vitest';
import { digestOf } from '../text/digest.ts';
import { describeTarget, targetKey } from './describe-target.ts';

describe('targets', () => {
  it('are described and keyed without the sealed text', () => {
    const sealed = 'eyJhbGciOiJkaXIifQ..secret';
    const targets = [
      { kind: 'host' },
      { kind: 'member', name: 'a' },
      { kind: 'member', name: 'host' },
      { kind: 'connection', sealed },
    ] as const;
    expect(targets.map(describeTarget)).toEqual(['host', 'member a', 'member host', 'pasted connection']);
    const keys = targets.map(targetKey);
    expect(new Set(keys).size).toBe(4);
    expect(keys.join()).not.toContain('secret');
  });

  // Reference values of FNV-1a, 64 bit.
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('digest of %j', (text, digest) => {
    expect(digestOf(text)).toBe(digest);
  });
});
