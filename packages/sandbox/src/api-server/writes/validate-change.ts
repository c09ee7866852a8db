import { isDeepStrictEqual } from 'node:util';
import type { StoredObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import type { StatusCause } from '../status.ts';

/** What an update may not change: a secret's type, and the content of what is immutable. */
export function validateChange(before: StoredObject, after: StoredObject, type: ResourceType): StatusCause[] {
  if (type.group !== '' || (type.plural !== 'configmaps' && type.plural !== 'secrets')) return [];
  const causes: StatusCause[] = [];
  if (before['type'] !== after['type'])
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(after['type'])}: field is immutable`,
      field: 'type',
    });
  if (before['immutable'] !== true) return causes;
  if (after['immutable'] !== true) causes.push(fixed('immutable'));
  for (const field of ['data', 'binaryData'])
    if (!isDeepStrictEqual(before[field], after[field])) causes.push(fixed(field));
  return causes;
}

function fixed(field: string): StatusCause {
  const message = 'Forbidden: field is immutable when `immutable` is set';
  return { reason: 'FieldValueForbidden', message, field };
}
