import { isObject, listAt, numberAt, stringAt, stringsAt, type JsonObject } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { StatusCause } from '../status.ts';

const MAX_TIMEOUT_S = 30;

/** What is wrong with a ValidatingWebhookConfiguration, as far as its webhooks could then not be called. */
export function validateWebhooks(object: KubeObject): StatusCause[] {
  return listAt(object, 'webhooks')
    .filter(isObject)
    .flatMap((webhook, at) => validateWebhook(webhook, `webhooks[${at}]`));
}

function validateWebhook(webhook: JsonObject, path: string): StatusCause[] {
  return [
    ...validateName(webhook, `${path}.name`),
    ...validateSideEffects(webhook, `${path}.sideEffects`),
    ...validateTimeout(webhook, `${path}.timeoutSeconds`),
    ...validateAddress(webhook, `${path}.clientConfig`),
    ...validateVersions(webhook, `${path}.admissionReviewVersions`),
  ];
}

function validateVersions(webhook: JsonObject, field: string): StatusCause[] {
  const versions = stringsAt(webhook, 'admissionReviewVersions');
  const known = 'must specify one of v1, v1beta1';
  if (versions.length === 0) return [required(field, known)];
  if (versions.includes('v1') || versions.includes('v1beta1')) return [];
  return [invalidValue(field, versions, 'must include at least one of v1, v1beta1')];
}

function validateName(webhook: JsonObject, field: string): StatusCause[] {
  const name = stringAt(webhook, 'name') ?? '';
  if (name === '') return [required(field)];
  return name.split('.').length >= 3
    ? []
    : [invalidValue(field, name, 'should be a domain with at least three segments separated by dots')];
}

/** Only what a dry run may call is taken: so nobody has to ask again when there is one. */
function validateSideEffects(webhook: JsonObject, field: string): StatusCause[] {
  const sideEffects = stringAt(webhook, 'sideEffects');
  const allowed = 'must specify one of None, NoneOnDryRun';
  if (sideEffects === undefined) return [required(field, allowed)];
  if (sideEffects === 'None' || sideEffects === 'NoneOnDryRun') return [];
  return [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(sideEffects)}: supported values: "None", "NoneOnDryRun"`,
      field,
    },
  ];
}

function validateTimeout(webhook: JsonObject, field: string): StatusCause[] {
  const timeout = numberAt(webhook, 'timeoutSeconds') ?? 1;
  return timeout >= 1 && timeout <= MAX_TIMEOUT_S
    ? []
    : [invalidValue(field, timeout, 'the timeout value must be between 1 and 30 seconds')];
}

function validateAddress(webhook: JsonObject, field: string): StatusCause[] {
  const url = stringAt(webhook, 'clientConfig', 'url');
  const hasService = isObject(webhook['clientConfig']) && isObject(webhook['clientConfig']['service']);
  if ((url === undefined) === !hasService)
    return [required(field, 'exactly one of url or service is required')];
  if (url === undefined || url.startsWith('https://')) return [];
  const scheme = url.split(':')[0] ?? '';
  const rule = `'https' is the only allowed URL scheme; desired format: https://host[/path]`;
  return [invalidValue(`${field}.url`, scheme, rule)];
}

function required(field: string, why?: string): StatusCause {
  return {
    reason: 'FieldValueRequired',
    message: why === undefined ? 'Required value' : `Required value: ${why}`,
    field,
  };
}

function invalidValue(field: string, value: unknown, rule: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${rule}`, field };
}
