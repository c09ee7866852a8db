import { isObject, listAt, numberAt, objectAt, stringAt, stringsAt, type JsonObject } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import { DEFAULT_PORT, DEFAULT_TIMEOUT_S } from './webhook-defaults.ts';

export interface WebhookRule {
  operations: readonly string[];
  apiGroups: readonly string[];
  apiVersions: readonly string[];
  resources: readonly string[];
  scope: string;
}

/** Where a webhook is asked: at a service of the cluster or at any URL. */
export type WebhookAddress =
  | { service: { namespace: string; name: string; port: number; path: string } }
  | { url: string };

/** One validating webhook of a stored configuration. */
export interface Webhook {
  name: string;
  address: WebhookAddress;
  /** PEM; undefined trusts what the machine trusts. */
  caBundle: string | undefined;
  rules: readonly WebhookRule[];
  namespaceSelector: JsonObject;
  objectSelector: JsonObject;
  /** Whether a rule for another version of the same resource counts, too. */
  matchesEquivalent: boolean;
  failsOpen: boolean;
  timeoutMs: number;
  /** The first of those it understands that API servers speak. */
  reviewVersion: 'v1' | 'v1beta1';
}

/** The webhooks of a stored ValidatingWebhookConfiguration. */
export function toWebhooks(configuration: StoredObject): Webhook[] {
  return listAt(configuration, 'webhooks').filter(isObject).map(toWebhook);
}

function toWebhook(webhook: JsonObject): Webhook {
  const bundle = stringAt(webhook, 'clientConfig', 'caBundle') ?? '';
  const known = stringsAt(webhook, 'admissionReviewVersions').find(
    (version) => version === 'v1' || version === 'v1beta1',
  );
  return {
    name: stringAt(webhook, 'name') ?? '',
    address: toAddress(webhook),
    caBundle: bundle === '' ? undefined : Buffer.from(bundle, 'base64').toString('utf8'),
    rules: listAt(webhook, 'rules').map(toRule),
    namespaceSelector: objectAt(webhook, 'namespaceSelector') ?? {},
    objectSelector: objectAt(webhook, 'objectSelector') ?? {},
    matchesEquivalent: stringAt(webhook, 'matchPolicy') !== 'Exact',
    failsOpen: stringAt(webhook, 'failurePolicy') === 'Ignore',
    timeoutMs: (numberAt(webhook, 'timeoutSeconds') ?? DEFAULT_TIMEOUT_S) * 1000,
    reviewVersion: known === 'v1beta1' ? 'v1beta1' : 'v1',
  };
}

function toAddress(webhook: JsonObject): WebhookAddress {
  const service = objectAt(webhook, 'clientConfig', 'service');
  if (service === undefined) return { url: stringAt(webhook, 'clientConfig', 'url') ?? '' };
  const path = stringAt(service, 'path') ?? '/';
  return {
    service: {
      namespace: stringAt(service, 'namespace') ?? '',
      name: stringAt(service, 'name') ?? '',
      port: numberAt(service, 'port') ?? DEFAULT_PORT,
      path: path.startsWith('/') ? path : `/${path}`,
    },
  };
}

function toRule(rule: unknown): WebhookRule {
  return {
    operations: stringsAt(rule, 'operations'),
    apiGroups: stringsAt(rule, 'apiGroups'),
    apiVersions: stringsAt(rule, 'apiVersions'),
    resources: stringsAt(rule, 'resources'),
    scope: stringAt(rule, 'scope') ?? '*',
  };
}
