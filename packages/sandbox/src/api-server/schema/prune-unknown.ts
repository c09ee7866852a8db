import { isObject, type JsonObject } from '../json.ts';

export interface Pruned {
  value: unknown;
  /** Paths of the dropped fields, as in `spec.unknownField`. */
  unknown: string[];
}

/** Drops the fields a structural schema does not know, as the API server does on every write of a custom resource. */
export function pruneUnknown(value: unknown, schema: unknown, path = ''): Pruned {
  if (!isObject(schema) || schema['x-kubernetes-preserve-unknown-fields'] === true)
    return { value, unknown: [] };
  if (Array.isArray(value)) {
    const elements = value.map((element, index) =>
      pruneUnknown(element, schema['items'], `${path}[${index}]`),
    );
    return {
      value: elements.map((element) => element.value),
      unknown: elements.flatMap(({ unknown }) => unknown),
    };
  }
  if (!isObject(value)) return { value, unknown: [] };
  const { properties, additionalProperties } = schema;
  const known = isObject(properties) ? properties : {};
  const kept: JsonObject = {};
  const unknown: string[] = [];
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    // Every object has these three, whatever its schema says.
    const isRoot = path === '' && (name === 'apiVersion' || name === 'kind' || name === 'metadata');
    const open = additionalProperties !== undefined && additionalProperties !== false;
    if (isRoot || (schema['x-kubernetes-embedded-resource'] === true && name === 'metadata'))
      kept[name] = inner;
    else if (name in known || open) {
      const pruned = pruneUnknown(inner, name in known ? known[name] : additionalProperties, at);
      kept[name] = pruned.value;
      unknown.push(...pruned.unknown);
    } else unknown.push(at);
  }
  return { value: kept, unknown };
}
