import { isAlias, isMap, isScalar, isSeq, type Pair, type Range, type YAMLMap } from 'yaml';

const keyText = (pair: Pair): unknown => (isScalar(pair.key) ? pair.key.value : undefined);

export const pairAt = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => keyText(pair) === key);

/** The offsets of a node: start, end of its value, end with what trails it. */
export const rangeOf = (node: unknown): Range | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? undefined) : undefined;

const startOf = (node: unknown): number | undefined => rangeOf(node)?.[0];

/** Where the text of a node ends, line breaks and blanks after it left out. */
const endOf = (text: string, node: unknown): number | undefined => {
  const range = rangeOf(node);
  if (!range) return undefined;
  const [start, end] = range;
  return start + text.slice(start, end).trimEnd().length;
};

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
export const lineEnd = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
};
export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

export const pairStart = (pair: Pair): number | undefined => startOf(pair.key);

export const pairEnd = (text: string, pair: Pair): number | undefined => {
  const valueEnd = endOf(text, pair.value);
  const keyEnd = endOf(text, pair.key);
  if (keyEnd === undefined) return undefined;
  const colon = text.indexOf(':', keyEnd) + 1;
  return Math.max(valueEnd ?? 0, colon);
};
