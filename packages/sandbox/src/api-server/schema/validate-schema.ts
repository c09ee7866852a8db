import { isObject, listAt, numberAt, stringAt, stringsAt, type JsonObject } from '../json.ts';
import type { StatusCause } from '../status.ts';

/** Every breach of a CRD's schema, in the words of the API server. */
export function validateSchema(value: unknown, schema: unknown, path = ''): StatusCause[] {
  if (!isObject(schema) || value === undefined) return [];
  if (value === null && schema['nullable'] === true) return [];
  const mistyped = validateType(value, schema, path);
  if (mistyped.length > 0) return mistyped;
  return [...validateScalar(value, schema, path), ...validateChildren(value, schema, path)];
}

function validateType(value: unknown, schema: JsonObject, path: string): StatusCause[] {
  const found = typeOf(value);
  if (schema['x-kubernetes-int-or-string'] === true)
    return found === 'integer' || found === 'string' ? [] : [typeCause(path, 'integer,string', found)];
  const wanted = stringAt(schema, 'type');
  const fits = wanted === undefined || wanted === found || (wanted === 'number' && found === 'integer');
  return fits ? [] : [typeCause(path, wanted, found)];
}

function typeCause(field: string, wanted: string, found: string): StatusCause {
  const message = `Invalid value: "${found}": ${field} in body must be of type ${wanted}: "${found}"`;
  return { reason: 'FieldValueTypeInvalid', message, field };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function validateScalar(value: unknown, schema: JsonObject, field: string): StatusCause[] {
  const causes: StatusCause[] = [];
  const shown = JSON.stringify(value);
  const invalid = (rule: string) =>
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${shown}: ${field} in body ${rule}`,
      field,
    });
  const allowed = listAt(schema, 'enum');
  if (allowed.length > 0 && !allowed.includes(value)) {
    const supported = allowed.map((item) => JSON.stringify(item)).join(', ');
    causes.push({
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${shown}: supported values: ${supported}`,
      field,
    });
  }
  if (typeof value === 'string') {
    const pattern = stringAt(schema, 'pattern');
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) invalid(`should match '${pattern}'`);
    const [shortest, longest] = [numberAt(schema, 'minLength'), numberAt(schema, 'maxLength')];
    if (shortest !== undefined && value.length < shortest)
      invalid(`should be at least ${shortest} chars long`);
    if (longest !== undefined && value.length > longest) {
      causes.push({
        reason: 'FieldValueTooLong',
        message: `Too long: may not be more than ${longest} bytes`,
        field,
      });
    }
    if (schema['format'] === 'byte' && !isBase64(value)) {
      causes.push({
        reason: 'FieldValueTypeInvalid',
        message: `Invalid value: ${shown}: ${field} in body must be of type byte: ${shown}`,
        field,
      });
    }
  }
  if (typeof value === 'number') {
    const [least, most] = [numberAt(schema, 'minimum'), numberAt(schema, 'maximum')];
    if (least !== undefined && value < least) invalid(`should be greater than or equal to ${least}`);
    if (most !== undefined && value > most) invalid(`should be less than or equal to ${most}`);
  }
  return causes;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function validateChildren(value: unknown, schema: JsonObject, path: string): StatusCause[] {
  if (Array.isArray(value))
    return value.flatMap((element, index) => validateSchema(element, schema['items'], `${path}[${index}]`));
  if (!isObject(value)) return [];
  const known = isObject(schema['properties']) ? schema['properties'] : {};
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = stringsAt(schema, 'required')
    .filter((name) => value[name] === undefined)
    .map((name) => ({ reason: 'FieldValueRequired', message: 'Required value', field: at(name) }));
  const children = Object.entries(value).flatMap(([name, inner]) => {
    const isRoot = path === '' && (name === 'apiVersion' || name === 'kind' || name === 'metadata');
    return isRoot
      ? []
      : validateSchema(inner, name in known ? known[name] : schema['additionalProperties'], at(name));
  });
  return [...missing, ...children];
}
