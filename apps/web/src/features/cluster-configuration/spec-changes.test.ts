import { setInConfiguration } from '@flotilla/kubesphere';
import { aConfiguration } from '@flotilla/kubesphere/testing';
import { expect, it } from 'vitest';
import { countSpecChanges } from './spec-changes.ts';

const BASE = aConfiguration();
const edited = (path: string[], value: unknown): string => {
  const result = setInConfiguration(BASE, [{ path, value }]);
  if (!result.ok) throw new Error('not a configuration');
  return result.value;
};

it.each([
  ['the same text', BASE, 0],
  ['a comment', `# a note\n${BASE}`, 0],
  ['a label', edited(['metadata', 'labels', 'mine'], 'yes'), 0],
  ['a field of spec', edited(['spec', 'devops', 'enabled'], true), 1],
])('%s: %#', (_, text, count) => {
  expect(countSpecChanges(BASE, text)).toBe(count);
});
