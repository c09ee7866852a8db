import { isAlias, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import { renderPair, renderScalar } from './render-yaml.ts';
import { columnOf, lineEnd, lineStart, pairAt, pairEnd, pairStart, rangeOf } from './yaml-places.ts';

/** One change: the value at a path of map keys; `undefined` removes it. */
export interface YamlEdit {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A piece of text in place of another. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isScalarValue = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Wraps a value into the maps that are missing on the way to it. */
export const nest = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** Puts a new pair at the end of a block map, after whatever stands behind the last value on its line. */
const appendToBlock = (
  text: string,
  map: YAMLMap,
  pair: { key: string; value: unknown },
): Splice | undefined => {
  const first = map.items[0];
  const last = map.items.at(-1);
  const start = first && pairStart(first);
  const end = last && pairEnd(text, last);
  if (start === undefined || end === undefined) return undefined;
  const indent = columnOf(text, start);
  const at = lineEnd(text, end);
  const carriage = text[at - 1] === '\r' ? 1 : 0;
  return {
    start: at - carriage,
    end: at - carriage,
    text: `\n${' '.repeat(indent)}${renderPair(pair.key, pair.value, indent)}`,
  };
};

const appendToFlow = (
  text: string,
  map: YAMLMap,
  pair: { key: string; value: unknown },
): Splice | undefined => {
  const range = rangeOf(map);
  if (!range) return undefined;
  const last = map.items.at(-1);
  const at = (last && pairEnd(text, last)) ?? range[0] + 1;
  return {
    start: at,
    end: at,
    text: `${last ? ', ' : ''}${JSON.stringify(pair.key)}: ${JSON.stringify(pair.value)}`,
  };
};

const replaceValue = (
  text: string,
  pair: Pair,
  change: { key: string; value: unknown; inFlow: boolean },
): Splice | undefined => {
  const { key, value, inFlow } = change;
  const keyStart = pairStart(pair);
  const end = pairEnd(text, pair);
  if (keyStart === undefined || end === undefined) return undefined;
  const valueRange = rangeOf(pair.value);
  const old =
    isScalar(pair.value) && pair.value.source !== '' && pair.value.type?.startsWith('BLOCK') !== true
      ? pair.value
      : undefined;
  if (old && valueRange && isScalarValue(value)) {
    const rendered = renderScalar(value, old.type !== 'PLAIN' || typeof old.value !== 'string');
    return {
      start: valueRange[0],
      end: valueRange[1],
      text: inFlow && typeof value === 'string' ? JSON.stringify(value) : rendered,
    };
  }
  if (inFlow) return { start: keyStart, end, text: `${JSON.stringify(key)}: ${JSON.stringify(value)}` };
  return { start: keyStart, end, text: renderPair(key, value, columnOf(text, keyStart)) };
};

/** Of a flow map the comma goes too. */
const removeFromFlow = (text: string, map: YAMLMap, index: number): Splice | undefined => {
  const [before, pair, after] = [map.items[index - 1], map.items[index], map.items[index + 1]];
  const start = before ? pairEnd(text, before) : pair && pairStart(pair);
  const end = !before && after ? pairStart(after) : pair && pairEnd(text, pair);
  return start === undefined || end === undefined ? undefined : { start, end, text: '' };
};

const removePair = (text: string, map: YAMLMap, pair: Pair): Splice | undefined => {
  if (map.flow === true) return removeFromFlow(text, map, map.items.indexOf(pair));
  const start = pairStart(pair);
  const end = pairEnd(text, pair);
  if (start === undefined || end === undefined) return undefined;
  return { start: lineStart(text, start), end: Math.min(lineEnd(text, end) + 1, text.length), text: '' };
};

/** The maps on the way of a path as far as they exist, each with the pair that leads on. */
const wayOf = (
  root: YAMLMap,
  path: readonly string[],
): { readonly map: YAMLMap; readonly pair: Pair | undefined }[] => {
  const way: { map: YAMLMap; pair: Pair | undefined }[] = [];
  let map: unknown = root;
  for (const key of path) {
    if (!isMap(map) || (map.items.length === 0 && map !== root)) break;
    const pair = pairAt(map, key);
    way.push({ map, pair });
    map = pair?.value;
  }
  return way;
};

/** Where the text must change, and to what, for one edit; `undefined` when it is too unusual to be cut in place. */
export const spliceAt = (text: string, root: YAMLMap, { path, value }: YamlEdit): Splice | undefined => {
  const way = wayOf(root, path);
  const depth = way.length - 1;
  const last = way[depth];
  const key = path[depth];
  if (!last || key === undefined) return undefined;
  const { map, pair } = last;
  const rest = path.slice(depth + 1);
  if (value === undefined) {
    if (!pair || rest.length > 0) return undefined;
    const parent = way[depth - 1];
    const parentKey = path[depth - 1];
    if (map.items.length > 1 || !parent?.pair || parentKey === undefined) return removePair(text, map, pair);
    return replaceValue(text, parent.pair, { key: parentKey, value: {}, inFlow: parent.map.flow === true });
  }
  const change = { key, value: nest(rest, value) };
  if (!pair) return map.flow === true ? appendToFlow(text, map, change) : appendToBlock(text, map, change);
  return rest.length > 0 && isAlias(pair.value)
    ? undefined
    : replaceValue(text, pair, { ...change, inFlow: map.flow === true });
};
