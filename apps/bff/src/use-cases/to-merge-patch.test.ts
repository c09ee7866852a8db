import { describe, expect, it } from 'vitest';
import { toMergePatch } from './to-merge-patch.ts';

const cases: readonly [name: string, from: object, to: object, patch: unknown][] = [
  [
    'says nothing when nothing differs',
    { a: { b: [1, { c: null }] } },
    { a: { b: [1, { c: null }] } },
    undefined,
  ],
  ['sets what is new and what changed', { a: 1, b: 1 }, { a: 1, b: 2, c: 3 }, { b: 2, c: 3 }],
  ['removes with null', { a: { b: 1, c: 2 } }, { a: { c: 2 } }, { a: { b: null } }],
  ['replaces lists whole', { a: [1, 2] }, { a: [2, 1] }, { a: [2, 1] }],
  ['tells an empty mapping from none', {}, { a: {} }, { a: {} }],
  ['empties a mapping by removing its members', { a: { b: 1 } }, { a: {} }, { a: { b: null } }],
  ['puts a mapping in place of a text', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['puts a text in place of a mapping', { a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
  ['tells a text from a number', { a: '1' }, { a: 1 }, { a: 1 }],
  ['takes a null for "not there", as the API server does', { a: 1, b: null }, { a: null }, { a: null }],
];

describe('toMergePatch', () => {
  it.each(cases)('%s', (_name, from, to, patch) => {
    expect(toMergePatch({ ...from }, { ...to })).toEqual(patch);
  });

  it('treats __proto__ as a key like any other', () => {
    const to: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    expect(JSON.stringify(toMergePatch({}, Object(to)))).toBe('{"__proto__":{"polluted":true}}');
    expect('polluted' in {}).toBe(false);
  });
});
