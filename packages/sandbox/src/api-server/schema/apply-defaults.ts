import { isObject, type JsonObject } from '../json.ts';

/** Fills in a structural schema's defaults where values are missing. The value is not changed. */
export function applyDefaults(value: unknown, schema: unknown): unknown {
  if (!isObject(schema)) return value;
  if (Array.isArray(value)) return value.map((element) => applyDefaults(element, schema['items']));
  if (!isObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const [name, property] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
    if (!isObject(property)) continue;
    const isMissing = filled[name] === undefined || (filled[name] === null && property['nullable'] !== true);
    if (isMissing && property['default'] !== undefined) filled[name] = structuredClone(property['default']);
    if (filled[name] !== undefined) filled[name] = applyDefaults(filled[name], property);
  }
  return filled;
}
