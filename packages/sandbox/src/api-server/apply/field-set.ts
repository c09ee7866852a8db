import { isObject, type JsonObject } from '../json.ts';
import type { ResourceType } from '../resource-type.ts';
import { isAtomicMap, listRule } from './list-rules.ts';

/**
 * Paths of fields in the words of FieldsV1 (`f:spec`, `k:{"name":"a"}`, `v:"x"`), joined by a line break,
 * each with its value as JSON, or undefined for a map or list that is owned by its parts.
 */
export type FieldValues = Map<string, string | undefined>;
export type FieldSet = Set<string>;

const UNOWNED_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** All fields of an object that somebody can own. */
export function toFieldValues(object: object, type: ResourceType): FieldValues {
  const values: FieldValues = new Map();
  for (const [field, value] of Object.entries(object)) {
    if (field === 'apiVersion' || field === 'kind' || isEmptyStatus(field, value)) continue;
    if (field === 'metadata' && isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (!UNOWNED_METADATA.has(key))
          collect(inner, { values, type, at: ['f:metadata', `f:${key}`], fields: ['metadata', key] });
      }
    } else collect(value, { values, type, at: [`f:${field}`], fields: [field] });
  }
  return values;
}

function isEmptyStatus(field: string, value: unknown): boolean {
  return field === 'status' && isObject(value) && Object.keys(value).length === 0;
}

interface Place {
  values: FieldValues;
  type: ResourceType;
  at: readonly string[];
  fields: readonly string[];
}

function collect(value: unknown, place: Place): void {
  const { values, type, at, fields } = place;
  if (value === undefined) return;
  if (isObject(value) && Object.keys(value).length > 0 && !isAtomicMap(type, fields)) {
    values.set(toKey(at), undefined);
    for (const [key, inner] of Object.entries(value))
      collect(inner, { ...place, at: [...at, `f:${key}`], fields: [...fields, key] });
    return;
  }
  if (Array.isArray(value) && value.length > 0) {
    const elements = toElements(value, type, fields);
    if (elements !== undefined) {
      values.set(toKey(at), undefined);
      for (const [element, inner] of elements) collectElement(inner, { ...place, at: [...at, element] });
      return;
    }
  }
  values.set(toKey(at), JSON.stringify(value));
}

function collectElement(value: unknown, place: Place): void {
  if (!isObject(value)) {
    place.values.set(toKey(place.at), JSON.stringify(value));
    return;
  }
  place.values.set(toKey(place.at), undefined);
  for (const [key, inner] of Object.entries(value))
    collect(inner, { ...place, at: [...place.at, `f:${key}`], fields: [...place.fields, key] });
}

/** The elements of a list under their names in FieldsV1; undefined for a list that is one value. */
export function toElements(
  list: readonly unknown[],
  type: ResourceType,
  fields: readonly string[],
): Map<string, unknown> | undefined {
  const rule = listRule(type, fields);
  if (rule.kind === 'atomic') return undefined;
  if (rule.kind === 'set') return new Map(list.map((value) => [`v:${JSON.stringify(value)}`, value]));
  if (!list.every(isObject)) return undefined;
  return new Map(list.map((element) => [elementName(element, rule.keys), element]));
}

function elementName(element: JsonObject, keys: readonly string[]): string {
  // Ports without a protocol are TCP, also as a key.
  const values = keys.toSorted().map((key) => [key, element[key] ?? (key === 'protocol' ? 'TCP' : null)]);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** The fields an applied configuration claims: leaves, list elements, and maps given empty. */
export function claimedFields(values: FieldValues): FieldSet {
  return new Set(
    [...values]
      .filter(([key, value]) => value !== undefined || lastOf(key).startsWith('k:'))
      .map(([key]) => key),
  );
}

export function toKey(path: readonly string[]): string {
  return path.join('\n');
}

function lastOf(key: string): string {
  return key.slice(key.lastIndexOf('\n') + 1);
}

/** Writes a set as `fieldsV1`. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const root: JsonObject = {};
  for (const key of [...set].toSorted()) {
    let at = root;
    for (const element of key.split('\n')) {
      const next = at[element];
      const child: JsonObject = isObject(next) ? next : {};
      at[element] = child;
      at = child;
    }
    at['.'] = {};
  }
  return withoutLeafDots(root);
}

/** `{".":{}}` alone is written `{}`: a leaf is itself. */
function withoutLeafDots(node: JsonObject): JsonObject {
  const entries = Object.entries(node);
  if (entries.length === 1 && entries[0]?.[0] === '.') return {};
  return Object.fromEntries(
    entries.map(([key, child]) => [key, isObject(child) ? withoutLeafDots(child) : child]),
  );
}

export function fromFieldsV1(fields: JsonObject): FieldSet {
  const set: FieldSet = new Set();
  const walk = (node: JsonObject, path: readonly string[]) => {
    const entries = Object.entries(node);
    if (path.length > 0 && (entries.length === 0 || '.' in node)) set.add(toKey(path));
    for (const [key, child] of entries) if (key !== '.' && isObject(child)) walk(child, [...path, key]);
  };
  walk(fields, []);
  return set;
}
