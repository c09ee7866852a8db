import { isAlias, isCollection, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { TextRange } from '../issue.ts';
import type { YamlText } from './read-yaml.ts';

export type YamlKind = 'absent' | 'null' | 'map' | 'list' | 'string' | 'number' | 'boolean';

/** A place in a YAML document: looks at one value, its kind and its lines; asking for what is not there gives an `absent` cursor. */
export interface YamlCursor {
  readonly path: readonly (string | number)[];
  readonly kind: YamlKind;
  /** Lines of the value together with its key; of the nearest place above when absent. */
  readonly range: TextRange;
  /** The value when `kind` is `string`. */
  readonly text: string | undefined;
  readonly flag: boolean | undefined;
  readonly field: (name: string) => YamlCursor;
  readonly items: () => readonly YamlCursor[];
  /** The text keys of a map, in order. */
  readonly keys: () => readonly string[];
}

interface Place {
  readonly yaml: YamlText;
  readonly document: Document.Parsed;
  readonly node: unknown;
  readonly key: unknown;
  readonly path: readonly (string | number)[];
  readonly parentRange: TextRange;
}

const offsetsOf = (node: unknown): Node['range'] =>
  isScalar(node) || isCollection(node) || isAlias(node) ? node.range : null;

const rangeOf = ({ yaml, node, key, parentRange }: Place): TextRange => {
  const own = offsetsOf(node);
  const keyRange = offsetsOf(key);
  const start = keyRange?.[0] ?? own?.[0];
  const end = own?.[1] ?? keyRange?.[1];
  return start === undefined || end === undefined ? parentRange : yaml.rangeOf(start, Math.max(end, start));
};

const kindOf = (node: unknown): YamlKind => {
  if (isMap(node)) return 'map';
  if (isSeq(node)) return 'list';
  if (!isScalar(node)) return 'absent';
  if (node.value === null) return 'null';
  if (typeof node.value === 'boolean') return 'boolean';
  return typeof node.value === 'string' ? 'string' : 'number';
};

const cursorAt = (place: Place): YamlCursor => {
  const range = rangeOf(place);
  const node = isAlias(place.node) ? place.node.resolve(place.document) : place.node;
  const scalar: unknown = isScalar(node) ? node.value : undefined;
  const below = (child: { node: unknown; key: unknown }, step: string | number): YamlCursor =>
    cursorAt({ ...place, ...child, path: [...place.path, step], parentRange: range });
  return {
    path: place.path,
    kind: kindOf(node),
    range,
    text: typeof scalar === 'string' ? scalar : undefined,
    flag: typeof scalar === 'boolean' ? scalar : undefined,
    field: (name) => {
      const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && key.value === name)
        : undefined;
      return below({ node: pair?.value, key: pair?.key }, name);
    },
    keys: () =>
      isMap(node)
        ? node.items.flatMap(({ key }) => (isScalar(key) && typeof key.value === 'string' ? [key.value] : []))
        : [],
    items: () =>
      isSeq(node) ? node.items.map((item, index) => below({ node: item, key: undefined }, index)) : [],
  };
};

/** The cursor at the root of a document. */
export const cursorOf = (yaml: YamlText, document: Document.Parsed): YamlCursor =>
  cursorAt({
    yaml,
    document,
    node: document.contents,
    key: undefined,
    path: [],
    parentRange: yaml.rangeOf(0, 0),
  });
