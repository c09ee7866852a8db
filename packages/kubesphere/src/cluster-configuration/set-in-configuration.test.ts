import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { aConfiguration, seededRandom } from '../testing/index.ts';
import { CLUSTER_ROLE_PATH, JWT_SECRET_PATH } from './cluster-configuration-object.ts';
import { setInConfiguration, type ConfigurationEdit } from './set-in-configuration.ts';

const SAMPLE = `apiVersion: kubekey.kubesphere.io/v1alpha2
kind: Cluster   # machines
metadata:
  name: sample
spec: {hosts: [ {name: node1,  address: 10.20.0.2} ]}

---
apiVersion: installer.kubesphere.io/v1alpha1
kind: ClusterConfiguration
metadata:
    name: ks-installer # never another
    namespace: kubesphere-system
spec:
    persistence:
      storageClass: ""        # the default one
    authentication:
      jwtSecret: ''   # keep it
    # about clusters
    multicluster:
      clusterRole: none  # host | member | none
    odd: { a: 1, "b": [1, 2,3] }
    empty:
    nothing: {}
    list:
    - a
    - b   # last
    text: |
      line one

      line two
    unknown-to-us: 0x1F

# the end
`;

const edited = (text: string, ...edits: ConfigurationEdit[]): string => {
  const result = setInConfiguration(text, edits);
  return result.ok ? result.value : JSON.stringify(result.error);
};

/** The lines that differ, as a diff would show them. */
const changeOf = (edit: ConfigurationEdit, text = SAMPLE): string[] => {
  const [before, after] = [text.split('\n'), edited(text, edit).split('\n')];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 1;
  while (before.at(-end) === after.at(-end) && before.length - end >= start && after.length - end >= start)
    end += 1;
  return [
    ...before.slice(start, before.length - end + 1).map((line) => `-${line}`),
    ...after.slice(start, after.length - end + 1).map((line) => `+${line}`),
  ];
};

describe('setInConfiguration changes one place and nothing else', () => {
  it.each<[string, ConfigurationEdit, string[]]>([
    [
      'a plain word',
      { path: [...CLUSTER_ROLE_PATH], value: 'host' },
      [
        '-      clusterRole: none  # host | member | none',
        '+      clusterRole: host  # host | member | none',
      ],
    ],
    [
      'an all-digit secret stays a text',
      { path: [...JWT_SECRET_PATH], value: '0123456789' },
      ["-      jwtSecret: ''   # keep it", '+      jwtSecret: "0123456789"   # keep it'],
    ],
    [
      'a new key at the end of its block',
      { path: ['spec', 'authentication', 'adminPassword'], value: 'yes' },
      ['+      adminPassword: "yes"'],
    ],
    [
      'a new block',
      { path: ['spec', 'network', 'ippool', 'type'], value: 'calico' },
      ['+    network:', '+      ippool:', '+        type: "calico"'],
    ],
    ['below an empty value', { path: ['spec', 'empty', 'x'], value: true }, ['+      x: true']],
    [
      'below an empty map',
      { path: ['spec', 'nothing', 'x'], value: 1 },
      ['-    nothing: {}', '+    nothing:', '+      x: 1'],
    ],
    [
      'in a flow map',
      { path: ['spec', 'odd', 'a'], value: 'q' },
      ['-    odd: { a: 1, "b": [1, 2,3] }', '+    odd: { a: "q", "b": [1, 2,3] }'],
    ],
    [
      'a new key in a flow map',
      { path: ['spec', 'odd', 'c'], value: { d: [] } },
      ['-    odd: { a: 1, "b": [1, 2,3] }', '+    odd: { a: 1, "b": [1, 2,3], "c": {"d":[]} }'],
    ],
    [
      'away from a flow map',
      { path: ['spec', 'odd', 'a'], value: undefined },
      ['-    odd: { a: 1, "b": [1, 2,3] }', '+    odd: { "b": [1, 2,3] }'],
    ],
    [
      'a list',
      { path: ['spec', 'list'], value: ['z', { k: 1 }] },
      ['-    - a', '-    - b   # last', '+      - "z"', '+      - k: 1'],
    ],
    [
      'a block of text',
      { path: ['spec', 'text'], value: 'short' },
      ['-    text: |', '-      line one', '-', '-      line two', '+    text: "short"'],
    ],
    [
      'a key gone',
      { path: ['spec', 'list'], value: undefined },
      ['-    list:', '-    - a', '-    - b   # last'],
    ],
    [
      'the only key gone',
      { path: [...CLUSTER_ROLE_PATH], value: undefined },
      ['-    multicluster:', '-      clusterRole: none  # host | member | none', '+    multicluster: {}'],
    ],
    [
      'a map where a text was',
      { path: ['spec', 'unknown-to-us', 'x'], value: 1 },
      ['-    unknown-to-us: 0x1F', '+    unknown-to-us:', '+      x: 1'],
    ],
    ['nothing, when it is so already', { path: [...CLUSTER_ROLE_PATH], value: 'none' }, []],
    ['nothing, when it is not there already', { path: ['spec', 'x', 'y'], value: undefined }, []],
  ])('%s', (_, edit, expected) => {
    expect(changeOf(edit)).toEqual(expected);
  });

  it('keeps CRLF line ends', () => {
    const text = edited(SAMPLE.replaceAll('\n', '\r\n'), { path: ['spec', 'network', 'x'], value: 1 });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps the layout of JSON', () => {
    const json =
      '{"apiVersion":"installer.kubesphere.io/v1alpha1","kind":"ClusterConfiguration","spec":{"multicluster":{"clusterRole":"none"}}}';
    expect(
      edited(
        json,
        { path: [...CLUSTER_ROLE_PATH], value: 'member' },
        { path: [...JWT_SECRET_PATH], value: '1' },
      ),
    ).toBe(
      '{"apiVersion":"installer.kubesphere.io/v1alpha1","kind":"ClusterConfiguration","spec":{"multicluster":{"clusterRole":"member"}, "authentication": {"jwtSecret":"1"}}}',
    );
  });

  it('never touches what an alias elsewhere hangs on', () => {
    const text =
      'apiVersion: installer.kubesphere.io/v1alpha1\nkind: ClusterConfiguration\nspec:\n  a: &a {x: 1}\n  b: *a\n';
    expect(setInConfiguration(text, [{ path: ['spec', 'a'], value: 2 }])).toMatchObject({
      ok: false,
      error: [{ code: 'configuration.too-many-aliases' }],
    });
    expect(edited(text, { path: ['spec', 'c'], value: 2 })).toBe(`${text}  c: 2\n`);
  });

  it('says so when there is no configuration in the text', () => {
    expect(setInConfiguration('kind: Cluster\n', [])).toMatchObject({
      ok: false,
      error: [{ code: 'configuration.not-a-cluster-configuration' }],
    });
  });
});

const setAt = (tree: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    if (value === undefined) delete tree[key];
    else tree[key] = value;
    return;
  }
  const below = tree[key];
  const isMap = typeof below === 'object' && below !== null && !Array.isArray(below);
  if (!isMap && value === undefined) return;
  const next: Record<string, unknown> = isMap ? { ...below } : {};
  tree[key] = next;
  setAt(next, rest, value);
};

describe('random edits', () => {
  const keys = [
    'multicluster',
    'clusterRole',
    'authentication',
    'odd',
    'a',
    'b',
    'list',
    'empty',
    'new',
    'yes',
    '7',
    'text',
  ] as const;
  const values = [
    'host',
    '0123',
    'true',
    '',
    'a: b # c',
    '多\n行',
    5,
    0.5,
    true,
    false,
    null,
    [],
    {},
    ['x', { y: [1] }],
    { z: { '1': 'no' } },
    undefined,
  ] as const;

  it.each([...Array(30).keys()])('mean what was asked, and leave comments alone (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const base = random.below(2) === 0 ? SAMPLE : aConfiguration();
    const index = base === SAMPLE ? 1 : 0;
    let text = base;
    const expected = JSON.parse(JSON.stringify(parseAllDocuments(base)[index]));
    for (let round = 0; round < 8; round += 1) {
      const path = ['spec', ...Array.from({ length: 1 + random.below(3) }, () => random.pick(keys))];
      const value = random.pick(values);
      const result = setInConfiguration(text, [{ path, value }]);
      expect(result.ok).toBe(true);
      if (result.ok) text = result.value;
      setAt(expected, path, value);
      expect(JSON.parse(JSON.stringify(parseAllDocuments(text)[index])), text).toEqual(expected);
    }
    if (base === SAMPLE) {
      expect(text.split('---')[0]).toBe(SAMPLE.split('---')[0]);
      for (const comment of ['# never another', '# the default one', '# the end'])
        expect(text).toContain(comment);
    }
  });

  it('the text stays readable by YAML 1.1 as the same', () => {
    const text = edited(SAMPLE, {
      path: ['spec', 'x'],
      value: { on: 'off', when: '12:30:00', octal: '0777' },
    });
    expect(parse(text.split('---\n')[1] ?? '', { version: '1.1' }).spec.x).toEqual({
      on: 'off',
      when: '12:30:00',
      octal: '0777',
    });
  });
});
