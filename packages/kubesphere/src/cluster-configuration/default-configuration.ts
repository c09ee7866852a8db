import { stringify } from 'yaml';
import { CLUSTER_CONFIGURATION } from './cluster-configuration-object.ts';
import type { ConfigurationField } from './configuration-field.ts';
import { fieldsOf, knownMinorOf } from './configuration-fields.ts';
import { BLOCK_ORDER } from './configuration-notes.data.ts';
import { minorOf } from './release.ts';

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a default at its path; `[]` in a path means the one example entry of a list. */
const place = (tree: Tree, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  if (rest[0] === '[]') {
    const present: unknown = tree[key];
    const list: unknown[] = Array.isArray(present) ? present : [{}];
    tree[key] = list;
    if (isTree(list[0])) place(list[0], rest.slice(1), value);
    return;
  }
  const child = tree[key];
  const next: Tree = isTree(child) ? child : {};
  tree[key] = next;
  place(next, rest, value);
};

const specOf = (fields: readonly ConfigurationField[], role: 'none' | 'host' | 'member'): Tree => {
  const spec: Tree = {};
  const rank = ({ path }: ConfigurationField): number =>
    (BLOCK_ORDER.indexOf(path[0] ?? '') + BLOCK_ORDER.length + 1) % (BLOCK_ORDER.length + 1);
  for (const field of fields
    .filter(({ shipped }) => shipped)
    .toSorted((left, right) => rank(left) - rank(right))) {
    place(spec, field.path, field.path.join('.') === 'multicluster.clusterRole' ? role : field.default);
  }
  return spec;
};

/**
 * A full ClusterConfiguration for a release and role, with the defaults of ks-installer's `deploy/cluster-configuration.yaml`. Full on purpose: the
 * installer's templates read many keys without defaults and fail on a minimal object.
 */
export const defaultConfiguration = (release: string, role: 'none' | 'host' | 'member'): string => {
  const minor = knownMinorOf(release);
  const object = {
    apiVersion: CLUSTER_CONFIGURATION.apiVersion,
    kind: CLUSTER_CONFIGURATION.kind,
    metadata: {
      name: CLUSTER_CONFIGURATION.name,
      namespace: CLUSTER_CONFIGURATION.namespace,
      labels: { version: minorOf(release) === undefined ? `v${minor}.0` : release },
    },
    spec: specOf(fieldsOf(minor), role),
  };
  return stringify(object, { lineWidth: 0, version: '1.1', defaultStringType: 'PLAIN' });
};
