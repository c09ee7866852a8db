import { isDeepStrictEqual } from 'node:util';
import { validateWebhooks } from '../admission/validate-webhooks.ts';
import type { KubernetesVersion } from '../api-state.ts';
import { isObject, listAt, numberAt, objectAt, stringAt } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import { validateSchema } from '../schema/validate-schema.ts';
import type { StatusCause } from '../status.ts';
import { validateMetadata } from './validate-metadata.ts';

// Before, a value of the wrong type had the reason of any other that is wrong.
const TYPE_INVALID_FROM_MINOR = 23;
const MAX_DATA_BYTES = 1_048_576;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;
const CONFIG_KEY_RULE = `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`;

/** All that is wrong with an object: metadata first, then what its type asks. */
export function validateObject(
  object: KubeObject,
  type: ResourceType,
  { minorNumber }: KubernetesVersion,
): StatusCause[] {
  const causes = [...validateMetadata(object, type), ...validateContent(object, type)];
  if (minorNumber >= TYPE_INVALID_FROM_MINOR) return causes;
  return causes.map((cause) =>
    cause.reason === 'FieldValueTypeInvalid' ? { ...cause, reason: 'FieldValueInvalid' } : cause,
  );
}

function validateContent(object: KubeObject, type: ResourceType): StatusCause[] {
  if (type.custom !== undefined) return validateSchema(object, type.custom.schema);
  switch (type.plural) {
    case 'configmaps':
      return [...validateData(objectAt(object, 'data') ?? {}), ...validateBinaryData(object)];
    case 'secrets':
      return validateData(objectAt(object, 'data') ?? {});
    case 'deployments':
    case 'replicasets':
    case 'statefulsets':
    case 'daemonsets':
      return validateWorkload(object);
    case 'pods':
      return validateContainers(object, 'spec');
    case 'customresourcedefinitions':
      return validateDefinition(object);
    case 'validatingwebhookconfigurations':
      return validateWebhooks(object);
    default:
      return [];
  }
}

function validateData(data: object): StatusCause[] {
  const bytes = Object.values(data).reduce((sum: number, value) => sum + Buffer.byteLength(String(value)), 0);
  return [
    ...Object.keys(data)
      .filter((key) => !CONFIG_KEY.test(key))
      .map((key) => invalidValue(`data[${key}]`, key, CONFIG_KEY_RULE)),
    ...(bytes <= MAX_DATA_BYTES
      ? []
      : [
          {
            reason: 'FieldValueTooLong',
            message: `Too long: may not be more than ${MAX_DATA_BYTES} bytes`,
            field: '[]',
          },
        ]),
  ];
}

/** A key is in data or in binaryData. */
function validateBinaryData(object: KubeObject): StatusCause[] {
  const data = objectAt(object, 'data') ?? {};
  return Object.keys(objectAt(object, 'binaryData') ?? {})
    .filter((key) => key in data)
    .map((key) => invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData'));
}

function invalidValue(field: string, value: unknown, rule: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${rule}`, field };
}

function required(field: string): StatusCause {
  return { reason: 'FieldValueRequired', message: 'Required value', field };
}

function validateWorkload(object: KubeObject): StatusCause[] {
  const replicas = numberAt(object, 'spec', 'replicas');
  const selector = objectAt(object, 'spec', 'selector', 'matchLabels');
  const labels = objectAt(object, 'spec', 'template', 'metadata', 'labels') ?? {};
  const isSelected =
    selector === undefined ||
    Object.entries(selector).every(([key, value]) => isDeepStrictEqual(labels[key], value));
  return [
    ...(replicas !== undefined && replicas < 0
      ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')]
      : []),
    ...(objectAt(object, 'spec', 'selector') === undefined ? [required('spec.selector')] : []),
    ...(isSelected
      ? []
      : [
          invalidValue(
            'spec.template.metadata.labels',
            labels,
            '`selector` does not match template `labels`',
          ),
        ]),
    ...validateContainers(objectAt(object, 'spec', 'template') ?? {}, 'spec.template.spec'),
  ];
}

function validateContainers(holder: object, path: string): StatusCause[] {
  const containers = listAt(holder, 'spec', 'containers');
  if (containers.length === 0) return [required(`${path}.containers`)];
  return containers.flatMap((container, index) => [
    ...(stringAt(container, 'name') === undefined ? [required(`${path}.containers[${index}].name`)] : []),
    ...(stringAt(container, 'image') === undefined ? [required(`${path}.containers[${index}].image`)] : []),
  ]);
}

function validateDefinition(object: KubeObject): StatusCause[] {
  const group = stringAt(object, 'spec', 'group') ?? '';
  const plural = stringAt(object, 'spec', 'names', 'plural') ?? '';
  const { name = '' } = object.metadata;
  const stored = listAt(object, 'spec', 'versions').filter(
    (version) => isObject(version) && version['storage'] === true,
  );
  return [
    ...(name === `${plural}.${group}`
      ? []
      : [invalidValue('metadata.name', name, `must be spec.names.plural+"."+spec.group`)]),
    ...(['Cluster', 'Namespaced'].includes(stringAt(object, 'spec', 'scope') ?? '')
      ? []
      : [required('spec.scope')]),
    ...(stored.length === 1
      ? []
      : [
          invalidValue(
            'spec.versions',
            listAt(object, 'spec', 'versions').length,
            'must have exactly one version marked as storage version',
          ),
        ]),
  ];
}
