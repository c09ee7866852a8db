import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/index.ts';
import { openConfiguration } from './configuration-document.ts';
import { conflictKey, diffConfiguration, mergeConfiguration } from './diff-configuration.ts';
import { setInConfiguration, type ConfigurationEdit } from './set-in-configuration.ts';

const BASE = `apiVersion: installer.kubesphere.io/v1alpha1
kind: ClusterConfiguration
metadata:
  name: ks-installer
  resourceVersion: "1"
spec:
  # comment
  authentication:
    jwtSecret: ""
  multicluster:
    clusterRole: none
  etcd: {port: 2379, endpointIps: localhost}
  list: [a, b]
status:
  core: {status: enabled}
`;

const edit = (text: string, ...edits: ConfigurationEdit[]): string => {
  const result = setInConfiguration(text, edits);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const valueOf = (text: string): unknown => {
  const opened = openConfiguration(text);
  return opened.ok ? opened.value.value : undefined;
};

const at = (text: string, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    valueOf(text),
  );

const role = ['spec', 'multicluster', 'clusterRole'];
const secret = ['spec', 'authentication', 'jwtSecret'];

describe('diffConfiguration', () => {
  it('tells by path who changed what', () => {
    const mine = edit(
      BASE,
      { path: role, value: 'member' },
      { path: secret, value: 'x' },
      { path: ['spec', 'etcd', 'port'], value: 1 },
    );
    const theirs = edit(
      BASE,
      { path: role, value: 'host' },
      { path: secret, value: 'x' },
      { path: ['spec', 'new'], value: true },
    );
    expect(diffConfiguration(BASE, mine, theirs)).toEqual([
      { path: secret, base: '""', mine: '"x"', theirs: '"x"', state: 'both-same' },
      { path: role, base: '"none"', mine: '"member"', theirs: '"host"', state: 'conflict' },
      { path: ['spec', 'etcd', 'port'], base: '2379', mine: '1', theirs: '2379', state: 'mine' },
      { path: ['spec', 'new'], theirs: 'true', state: 'theirs' },
    ]);
  });

  it('a removal is a change', () => {
    const mine = edit(BASE, { path: ['spec', 'list'], value: undefined });
    expect(diffConfiguration(BASE, mine, BASE)).toEqual([
      { path: ['spec', 'list'], base: '["a","b"]', theirs: '["a","b"]', state: 'mine' },
    ]);
  });

  it('a removed block against a change inside it is one conflict', () => {
    const mine = edit(BASE, { path: ['spec', 'etcd'], value: undefined });
    const theirs = edit(BASE, { path: ['spec', 'etcd', 'port'], value: 5 });
    expect(diffConfiguration(BASE, mine, theirs)).toMatchObject([
      { path: ['spec', 'etcd'], state: 'conflict' },
    ]);
  });

  it('what the server owns, order and layout are no changes', () => {
    const theirs = BASE.replace('"1"', '"77"')
      .replace('enabled', 'other')
      .replace('{port: 2379, endpointIps: localhost}', '{endpointIps: localhost, port: 2379}')
      .replace('# comment', '# other');
    expect(diffConfiguration(BASE, BASE, theirs)).toEqual([]);
  });
});

describe('mergeConfiguration', () => {
  it('starts from their text and keeps its comments', () => {
    const mine = edit(BASE, { path: secret, value: '0123' });
    const theirs = edit(BASE, { path: ['spec', 'new'], value: true }).replace('# comment', '# their comment');
    const merged = mergeConfiguration(BASE, mine, theirs, {});
    expect(merged).toEqual({ ok: true, value: theirs.replace('jwtSecret: ""', 'jwtSecret: "0123"') });
  });

  it('of a conflict the chosen side counts, by key or by dots', () => {
    const mine = edit(BASE, { path: role, value: 'member' });
    const theirs = edit(BASE, { path: role, value: 'host' });
    const merged = (choices: Record<string, 'mine' | 'theirs'>): unknown => {
      const result = mergeConfiguration(BASE, mine, theirs, choices);
      return result.ok && at(result.value, role);
    };
    expect(merged({ [conflictKey(role)]: 'mine' })).toBe('member');
    expect(merged({ 'spec.multicluster.clusterRole': 'mine' })).toBe('member');
    expect(merged({ [conflictKey(role)]: 'theirs' })).toBe('host');
  });

  it('a conflict nobody decided is an error at its path', () => {
    const [mine, theirs] = [
      edit(BASE, { path: role, value: 'member' }),
      edit(BASE, { path: role, value: 'host' }),
    ];
    expect(mergeConfiguration(BASE, mine, theirs, {})).toMatchObject({ ok: false, error: [{ path: role }] });
  });

  it('a text that cannot be read is an error, never an empty side', () => {
    expect(mergeConfiguration(BASE, 'a: [', BASE, {}).ok).toBe(false);
  });

  it.each([...Array(60).keys()])('loses nothing: every path ends as someone wrote it (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const paths = [
      role,
      secret,
      ['spec', 'etcd', 'port'],
      ['spec', 'etcd'],
      ['spec', 'list'],
      ['spec', 'new', 'deep'],
      ['spec', 'new'],
      ['spec', 'multicluster'],
      ['spec', 'a.b'],
    ] as const;
    const values = [
      'x',
      '7',
      7,
      true,
      undefined,
      ['z'],
      {},
      { deep: { er: 1 } },
      { clusterRole: 'member' },
      null,
    ] as const;
    const changed = (): string => {
      let text = BASE;
      for (let count = 1 + random.below(4); count > 0; count -= 1) {
        text = edit(text, {
          path: paths[random.below(paths.length)] ?? role,
          value: values[random.below(values.length)],
        });
      }
      return text;
    };
    const [mine, theirs] = [changed(), changed()];
    const differences = diffConfiguration(BASE, mine, theirs);
    const choices = Object.fromEntries(
      differences.map(({ path }) => [
        conflictKey(path),
        random.below(2) === 0 ? ('mine' as const) : ('theirs' as const),
      ]),
    );
    const merged = mergeConfiguration(BASE, mine, theirs, choices);
    expect(merged.ok).toBe(true);
    if (!merged.ok) return;
    for (const { path, state } of differences) {
      const source =
        state === 'mine' || (state === 'conflict' && choices[conflictKey(path)] === 'mine') ? mine : theirs;
      expect(at(merged.value, path), `${state} ${path.join('/')}`).toEqual(at(source, path));
    }
    // Nothing else moved: what differs between theirs and the result is among the differences.
    const moved = diffConfiguration(theirs, theirs, merged.value).map(({ path }) => conflictKey(path));
    const allowed = differences.map(({ path }) => conflictKey(path));
    for (const path of moved)
      expect(
        allowed.some((other) => path.startsWith(other.slice(0, -1)) || other.startsWith(path.slice(0, -1))),
      ).toBe(true);
  });
});
