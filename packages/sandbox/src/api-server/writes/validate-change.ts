import { isDeepStrictEqual } from 'node:util';
import { stringAt } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import type { StatusCause } from '../status.ts';

/** What an update may not change: a secret's type, the content of what is immutable, a pod's class of service. */
export function validateChange(before: StoredObject, after: StoredObject, type: ResourceType): StatusCause[] {
  if (type.group !== '') return [];
  switch (type.plural) {
    case 'configmaps':
    case 'secrets':
      return validateContent(before, after);
    case 'pods':
      return validatePodStatus(before, after);
    default:
      return [];
  }
}

function validatePodStatus(before: StoredObject, after: StoredObject): StatusCause[] {
  const [was, is] = [before, after].map((pod) => stringAt(pod, 'status', 'qosClass'));
  if (was === is || was === undefined) return [];
  const message = `Invalid value: ${JSON.stringify(is)}: field is immutable`;
  return [{ reason: 'FieldValueInvalid', message, field: 'status.qosClass' }];
}

function validateContent(before: StoredObject, after: StoredObject): StatusCause[] {
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
