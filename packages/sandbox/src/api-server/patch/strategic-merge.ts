import { listRule } from '../apply/list-rules.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { ResourceType } from '../resource-type.ts';

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

interface Place {
  type: ResourceType;
  fields: readonly string[];
}

/** Strategic merge patch for built-in types: like a merge patch, but lists with a merge key go element by element. */
export function strategicMerge(target: unknown, patch: unknown, place: Place): unknown {
  if (!isObject(patch)) return patch;
  const { [DIRECTIVE]: directive, [RETAIN]: retain, ...fields } = patch;
  if (directive === 'replace') return plain(fields);
  if (directive === 'delete') return {};
  const base = isObject(target) ? target : {};
  const merged: JsonObject = Array.isArray(retain)
    ? Object.fromEntries(Object.entries(base).filter(([key]) => retain.includes(key)))
    : { ...base };
  for (const [key, value] of Object.entries(fields)) mergeField(merged, { key, value, patch: fields }, place);
  return merged;
}

function mergeField(
  merged: JsonObject,
  { key, value, patch }: { key: string; value: unknown; patch: JsonObject },
  place: Place,
): void {
  if (key.startsWith(ORDER)) {
    const field = key.slice(ORDER.length);
    if (!(field in patch))
      merged[field] = mergeList(merged[field], [], { place: inside(place, field), order: value });
    return;
  }
  if (key.startsWith(DELETE_FROM)) {
    const field = key.slice(DELETE_FROM.length);
    const list = merged[field];
    if (Array.isArray(list) && Array.isArray(value))
      merged[field] = list.filter((item) => !value.includes(item));
    return;
  }
  if (value === null) delete merged[key];
  else if (Array.isArray(value))
    merged[key] = mergeList(merged[key], value, {
      place: inside(place, key),
      order: patch[`${ORDER}${key}`],
    });
  else if (isObject(value)) {
    if (value[DIRECTIVE] === 'delete') delete merged[key];
    else merged[key] = strategicMerge(merged[key], value, inside(place, key));
  } else merged[key] = value;
}

function inside(place: Place, field: string): Place {
  return { ...place, fields: [...place.fields, field] };
}

function mergeList(
  target: unknown,
  patch: readonly unknown[],
  { place, order }: { place: Place; order: unknown },
): unknown[] {
  const rule = listRule(place.type, place.fields);
  const live: unknown[] = Array.isArray(target) ? target : [];
  if (
    patch.some(
      (element) => isObject(element) && element[DIRECTIVE] === 'replace' && Object.keys(element).length === 1,
    )
  ) {
    return patch.filter((element) => !isObject(element) || element[DIRECTIVE] !== 'replace').map(plain);
  }
  if (rule.kind === 'atomic') return patch.map(plain);
  if (rule.kind === 'set') return [...new Set([...live, ...patch])];
  const key = rule.patchKey;
  const merged = [...live];
  for (const element of patch) {
    if (!isObject(element)) continue;
    const at = merged.findIndex((item) => isObject(item) && item[key] === element[key]);
    if (element[DIRECTIVE] === 'delete') {
      if (at >= 0) merged.splice(at, 1);
    } else if (at >= 0) merged[at] = strategicMerge(merged[at], element, place);
    else merged.push(plain(element));
  }
  return Array.isArray(order) ? inOrder(merged, order, key) : patchFirst(merged, { live, patch, key });
}

/** Without an order of its own a patch's elements come before those it does not name, unless they stood behind them before. */
function patchFirst(
  merged: readonly unknown[],
  { live, patch, key }: { live: readonly unknown[]; patch: readonly unknown[]; key: string },
): unknown[] {
  const keyOf = (element: unknown) => (isObject(element) ? element[key] : element);
  const positionIn = (list: readonly unknown[], element: unknown) =>
    list.findIndex((other) => keyOf(other) === keyOf(element));
  const named = merged
    .filter((element) => positionIn(patch, element) >= 0)
    .toSorted((a, b) => positionIn(patch, a) - positionIn(patch, b));
  const others = merged.filter((element) => positionIn(patch, element) < 0);
  const ordered: unknown[] = [];
  for (const other of others) {
    const before = (element: unknown) =>
      positionIn(live, element) < 0 || positionIn(live, element) < positionIn(live, other);
    while (named.length > 0 && before(named[0])) ordered.push(named.shift());
    ordered.push(other);
  }
  return [...ordered, ...named];
}

/** Puts the elements the patch names in its order; one it does not know stays behind the element it followed. */
function inOrder(list: readonly unknown[], order: readonly unknown[], key: string): unknown[] {
  const position = new Map(
    order.map((element, index) => [isObject(element) ? element[key] : element, index]),
  );
  let last = -1;
  const ranked = list.map((element, index) => {
    last = position.get(isObject(element) ? element[key] : element) ?? last;
    return { element, rank: last, index };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).map(({ element }) => element);
}

/** A patch value without its directives, for where there is nothing to merge with. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key, inner]) => !key.startsWith('$') && inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}
