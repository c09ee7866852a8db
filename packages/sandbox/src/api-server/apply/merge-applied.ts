import { isObject, type JsonObject } from '../json.ts';
import type { ResourceType } from '../resource-type.ts';
import { toElements, toKey, type FieldSet } from './field-set.ts';
import { isAtomicMap } from './list-rules.ts';

interface Place {
  type: ResourceType;
  fields: readonly string[];
}

/** Lays an applied configuration over the live value: maps by key, keyed lists by element, all else replaced. */
export function mergeApplied(live: unknown, applied: unknown, place: Place): unknown {
  if (isObject(applied) && isObject(live) && !isAtomicMap(place.type, place.fields)) {
    const merged: JsonObject = { ...live };
    for (const [key, value] of Object.entries(applied)) {
      merged[key] =
        key in live ? mergeApplied(live[key], value, { ...place, fields: [...place.fields, key] }) : value;
    }
    return merged;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;
  const [old, next] = [live, applied].map((list) => toElements(list, place.type, place.fields));
  if (old === undefined || next === undefined) return applied;
  const merged = new Map(old);
  for (const [name, element] of next)
    merged.set(name, old.has(name) ? mergeApplied(old.get(name), element, place) : element);
  return [...merged.values()];
}

/** Takes fields out of an object; a map or list left empty goes too, unless it is in `keep`. */
export function removeFields(
  value: unknown,
  remove: FieldSet,
  place: Place & { at: readonly string[]; keep: FieldSet },
): unknown {
  const { type, fields, at, keep } = place;
  if (isObject(value) && !isAtomicMap(type, fields)) {
    const left: JsonObject = {};
    for (const [key, inner] of Object.entries(value)) {
      const innerAt = [...at, `f:${key}`];
      const next = removeFields(inner, remove, { ...place, at: innerAt, fields: [...fields, key] });
      if (next !== undefined) left[key] = next;
    }
    const isEmptied = Object.keys(left).length === 0 && Object.keys(value).length > 0;
    return (isEmptied && at.length > 0 && !keep.has(toKey(at))) || (remove.has(toKey(at)) && isEmptied)
      ? undefined
      : left;
  }
  const elements = Array.isArray(value) ? toElements(value, type, fields) : undefined;
  if (elements === undefined) return remove.has(toKey(at)) ? undefined : value;
  const left = [...elements].flatMap(([name, element]) => {
    const next = removeElement(element, remove, { ...place, at: [...at, name] });
    return next === undefined ? [] : [next];
  });
  return left.length === 0 && elements.size > 0 && !keep.has(toKey(at)) ? undefined : left;
}

/** An element of a keyed list goes as a whole with its own name: its key fields alone make no element. */
function removeElement(
  element: unknown,
  remove: FieldSet,
  place: Place & { at: readonly string[]; keep: FieldSet },
): unknown {
  const isGone =
    remove.has(toKey(place.at)) && ![...place.keep].some((key) => key.startsWith(`${toKey(place.at)}\n`));
  return isGone ? undefined : removeFields(element, remove, place);
}
