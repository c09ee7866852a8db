import { conflictKey, setInConfiguration } from '@flotilla/kubesphere';
import { aConfiguration } from '@flotilla/kubesphere/testing';
import { describe, expect, it } from 'vitest';
import { outlineConfiguration } from './configuration-outline.ts';
import { chooseAll, conflictRows, mergedText, undecided } from './conflict-choices.ts';
import { issuesToMarkers } from './issues-to-markers.ts';

const BASE = aConfiguration();
const withEdits = (...edits: readonly (readonly [string, unknown])[]): string => {
  const edited = setInConfiguration(
    BASE,
    edits.map(([path, value]) => ({ path: path.split('.'), value })),
  );
  if (!edited.ok) throw new Error('the base is a configuration');
  return edited.value;
};
const MINE = withEdits(['spec.devops.enabled', true], ['spec.multicluster.clusterRole', 'host']);
const THEIRS = withEdits(['spec.logging.enabled', true], ['spec.multicluster.clusterRole', 'member']);
const TEXTS = { base: BASE, mine: MINE, theirs: THEIRS };
const ROLE = conflictKey(['spec', 'multicluster', 'clusterRole']);

describe('choosing per path', () => {
  const rows = conflictRows(TEXTS);

  it('puts first what must be decided', () => {
    expect(rows.map(({ path, state }) => `${state} ${path.join('.')}`)).toEqual([
      'conflict spec.multicluster.clusterRole',
      expect.stringMatching(/^(mine|theirs) spec\./),
      expect.stringMatching(/^(mine|theirs) spec\./),
    ]);
  });

  it('joins nothing while a path is undecided', () => {
    expect(undecided(rows, {}).map(({ path }) => conflictKey(path))).toEqual([ROLE]);
    expect(mergedText(TEXTS, rows, {})).toBeUndefined();
  });

  it.each(['mine', 'theirs'] as const)('keeps what only one side changed, and the choice: %s', (side) => {
    const merged = mergedText(TEXTS, rows, chooseAll(rows, side));
    const { role, components } = outlineConfiguration(merged?.ok === true ? merged.value : '', {});
    const enabled = components.filter(({ isEnabled }) => isEnabled).map(({ name }) => name);
    expect([role, enabled]).toEqual([
      side === 'mine' ? 'host' : 'member',
      expect.arrayContaining(['devops', 'logging']),
    ]);
  });
});

describe('the outline', () => {
  it('names role and switches of a text', () => {
    const { role, components, issues } = outlineConfiguration(MINE, { release: 'v3.4.1' });
    expect([role, components.find(({ name }) => name === 'devops')]).toEqual([
      'host',
      { name: 'devops', isEnabled: true },
    ]);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has no switches while the text cannot be read', () => {
    const outline = outlineConfiguration('spec: [', {});
    expect([outline.components, outline.role, outline.issues.length > 0]).toEqual([[], undefined, true]);
  });
});

it('marks findings where they are, and those without a place on the first line', () => {
  const range = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 };
  const markers = issuesToMarkers(
    [
      { code: 'configuration.unknown-field', severity: 'warning', path: ['spec', 'x'], range },
      { code: 'configuration.empty', severity: 'error', path: [] },
    ],
    ({ code }) => code,
  );
  expect(
    markers.map(({ startLineNumber, endColumn, message }) => [startLineNumber, endColumn, message]),
  ).toEqual([
    [3, 9, 'configuration.unknown-field'],
    [1, 2, 'configuration.empty'],
  ]);
});
