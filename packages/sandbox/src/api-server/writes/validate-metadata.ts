import type { KubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import type { StatusCause } from '../status.ts';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const SUBDOMAIN_RULE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
const LABEL_RULE = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`;
const QUALIFIED = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const MAX_ANNOTATION_BYTES = 262_144;
const LABEL_NAMED = new Set(['namespaces', 'services']);

/** All that is wrong with an object's metadata. */
export function validateMetadata(object: KubeObject, type: ResourceType): StatusCause[] {
  const { name = '', labels = {}, annotations = {} } = object.metadata;
  return [...validateName(name, type), ...validateLabels(labels), ...validateAnnotations(annotations)];
}

function validateName(name: string, type: ResourceType): StatusCause[] {
  if (name === '')
    return [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ];
  if (type.group === 'rbac.authorization.k8s.io')
    return /[/%]/.test(name) || name === '.' || name === '..'
      ? [invalidName(name, `may not contain '/'`)]
      : [];
  const isLabel = type.custom === undefined && LABEL_NAMED.has(type.plural);
  if (isLabel)
    return name.length <= 63 && new RegExp(`^${LABEL}$`).test(name) ? [] : [invalidName(name, LABEL_RULE)];
  if (name.length > 253) return [invalidName(name, 'must be no more than 253 characters')];
  return SUBDOMAIN.test(name) ? [] : [invalidName(name, SUBDOMAIN_RULE)];
}

function validateAnnotations(annotations: Record<string, string>): StatusCause[] {
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + key.length + Buffer.byteLength(value),
    0,
  );
  if (bytes <= MAX_ANNOTATION_BYTES) return [];
  return [
    {
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${MAX_ANNOTATION_BYTES} bytes`,
      field: 'metadata.annotations',
    },
  ];
}

function invalidName(name: string, rule: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(name)}: ${rule}`,
    field: 'metadata.name',
  };
}

function validateLabels(labels: Record<string, string>): StatusCause[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(QUALIFIED.test(key)
      ? []
      : [
          invalidLabel(
            key,
            `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
          ),
        ]),
    ...(LABEL_VALUE.test(value) && value.length <= 63
      ? []
      : [
          invalidLabel(
            value,
            `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
          ),
        ]),
  ]);
}

function invalidLabel(value: string, rule: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
    field: 'metadata.labels',
  };
}
