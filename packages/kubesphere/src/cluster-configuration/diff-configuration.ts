import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { openConfiguration } from './configuration-document.ts';
import { setInConfiguration, type ConfigurationEdit } from './set-in-configuration.ts';

/**
 * One path that differs from `base`. Values are JSON texts, absent when the path is not there. `conflict`: both sides changed it, differently.
 */
export interface ConfigurationConflict {
  readonly path: string[];
  readonly base?: string;
  readonly mine?: string;
  readonly theirs?: string;
  readonly state: 'mine' | 'theirs' | 'both-same' | 'conflict';
}

/** What the API server, the installer's status patches and kubectl own: never the user's change. */
const SERVER_OWNED: readonly (readonly string[])[] = [
  ['status'],
  ...['resourceVersion', 'generation', 'uid', 'creationTimestamp', 'managedFields', 'selfLink'].map((key) => [
    'metadata',
    key,
  ]),
  ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
];

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isServerOwned = (path: readonly string[]): boolean =>
  SERVER_OWNED.some(
    (owned) => owned.length === path.length && owned.every((key, index) => key === path[index]),
  );

const own = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);

/** Equal whatever the order of keys. */
const canonical = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item) ?? 'null').join(',')}]`;
  if (!isTree(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]) ?? 'null'}`);
  return `{${entries.join(',')}}`;
};

interface Sides {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const conflictAt = (path: readonly string[], sides: Sides): ConfigurationConflict[] => {
  const [base, mine, theirs] = [canonical(sides.base), canonical(sides.mine), canonical(sides.theirs)];
  if (mine === base && theirs === base) return [];
  const state =
    mine === theirs ? 'both-same' : mine === base ? 'theirs' : theirs === base ? 'mine' : 'conflict';
  return [
    {
      path: [...path],
      ...(base !== undefined && { base }),
      ...(mine !== undefined && { mine }),
      ...(theirs !== undefined && { theirs }),
      state,
    },
  ];
};

/** Goes down as long as all sides that exist are maps with something in them; what then differs is one path. */
const compare = (path: readonly string[], sides: Sides): ConfigurationConflict[] => {
  if (isServerOwned(path)) return [];
  const { base, mine, theirs } = sides;
  const trees = [base, mine, theirs].filter((side) => side !== undefined);
  const bothSidesAreTrees = isTree(mine) && isTree(theirs);
  if (!bothSidesAreTrees || !trees.every(isTree)) return conflictAt(path, sides);
  const baseTree = isTree(base) ? base : {};
  const keys = new Set([...Object.keys(baseTree), ...Object.keys(mine), ...Object.keys(theirs)]);
  const below = [...keys].flatMap((key) =>
    compare([...path, key], { base: own(baseTree, key), mine: own(mine, key), theirs: own(theirs, key) }),
  );
  // `{}` against an absent map has no path below that could tell.
  return below.length === 0 && !isTree(base) ? conflictAt(path, sides) : below;
};

const valueOf = (text: string): unknown => {
  const opened = openConfiguration(text);
  return opened.ok ? opened.value.value : undefined;
};

/**
 * Every path in which my text or theirs differs from the one both began with, fields of the server left out. Lists are one value. Texts that are no
 * configuration count as absent: parse them first.
 */
export const diffConfiguration = (base: string, mine: string, theirs: string): ConfigurationConflict[] =>
  compare([], { base: valueOf(base), mine: valueOf(mine), theirs: valueOf(theirs) });

/** The key of a path in the choices of `mergeConfiguration`. */
export const conflictKey = (path: readonly string[]): string => JSON.stringify(path);

const undecidedIssue = (path: readonly string[]): Issue => ({
  code: 'configuration.value-not-allowed',
  severity: 'error',
  path: [...path],
  params: { field: path.join('.'), allowed: 'mine, theirs' },
});

/**
 * Their text with my changes put in: all that do not conflict, and of the conflicting ones those chosen as `mine` (keys: `conflictKey`, or the path joined
 * by dots). A conflict nobody has decided is an error at its path: neither side is lost silently.
 */
// oxlint-disable-next-line max-params -- base, mine and theirs are the three ways
export const mergeConfiguration = (
  base: string,
  mine: string,
  theirs: string,
  choices: Readonly<Record<string, 'mine' | 'theirs'>>,
): Result<string, Issue[]> => {
  for (const text of [base, mine, theirs]) {
    const opened = openConfiguration(text);
    if (!opened.ok) return opened;
  }
  const choiceOf = (path: readonly string[]): string | undefined =>
    choices[conflictKey(path)] ?? choices[path.join('.')];
  const differences = diffConfiguration(base, mine, theirs);
  const undecided = differences.filter(
    ({ state, path }) => state === 'conflict' && choiceOf(path) === undefined,
  );
  if (undecided.length > 0) return err(undecided.map(({ path }) => undecidedIssue(path)));
  const edits = differences
    .filter(({ state, path }) => state === 'mine' || (state === 'conflict' && choiceOf(path) === 'mine'))
    .map(({ path, mine: value }): ConfigurationEdit => ({
      path,
      value: value === undefined ? undefined : JSON.parse(value),
    }));
  return edits.length === 0 ? ok(theirs) : setInConfiguration(theirs, edits);
};
