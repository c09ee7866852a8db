import { isObject, listAt, objectAt, type JsonObject } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';

export const DEFAULT_PORT = 443;
export const DEFAULT_TIMEOUT_S = 10;

/** What the API server fills into a ValidatingWebhookConfiguration. */
export function withWebhookDefaults(object: KubeObject): KubeObject {
  if (!('webhooks' in object)) return object;
  return { ...object, webhooks: listAt(object, 'webhooks').filter(isObject).map(withDefaults) };
}

function withDefaults(webhook: JsonObject): JsonObject {
  const client = objectAt(webhook, 'clientConfig') ?? {};
  const service = objectAt(client, 'service');
  return {
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
    timeoutSeconds: DEFAULT_TIMEOUT_S,
    ...webhook,
    clientConfig: {
      ...client,
      ...(service === undefined ? {} : { service: { port: DEFAULT_PORT, ...service } }),
    },
    ...('rules' in webhook
      ? { rules: listAt(webhook, 'rules').map((rule) => ({ scope: '*', ...objectAt(rule) })) }
      : {}),
  };
}
