import type { ApiState } from '../api-state.ts';
import type { KubeObject } from '../kube-object.ts';
import type { AdmissionRequest } from './admission-request.ts';
import { selectsLabels } from './label-selector.ts';
import type { Webhook, WebhookRule } from './webhook.ts';

const NAMESPACES = { group: '', plural: 'namespaces' };
const EXEMPT_GROUP = 'admissionregistration.k8s.io';

/** A webhook to call, and the version of the resource it is to be called with. */
export interface WebhookCall {
  webhook: Webhook;
  version: string;
}

/** What the rules of webhooks go by; known before any object is. */
export type Action = Pick<AdmissionRequest, 'operation' | 'type' | 'subresource'>;

/** The webhooks whose rules take such a write, whatever the object. Webhooks have no say in what configures webhooks. */
export function webhooksFor(state: ApiState, action: Action): WebhookCall[] {
  if (action.type.group === EXEMPT_GROUP) return [];
  return state.webhooks.all().flatMap((webhook) => {
    const version = versionFor(state, webhook, action);
    return version === undefined ? [] : [{ webhook, version }];
  });
}

/** The request's own version where a rule takes it, else another served one that a rule takes. */
function versionFor(
  { catalog }: ApiState,
  { rules, matchesEquivalent }: Webhook,
  action: Action,
): string | undefined {
  const { group, plural, version } = action.type;
  const others = matchesEquivalent
    ? catalog
        .all()
        .filter((type) => type.group === group && type.plural === plural && type.version !== version)
        .map((type) => type.version)
    : [];
  return [version, ...others].find((candidate) => rules.some((rule) => takes(rule, action, candidate)));
}

function takes(rule: WebhookRule, { operation, type, subresource }: Action, version: string): boolean {
  const names = (list: readonly string[], value: string) => list.includes('*') || list.includes(value);
  return (
    names(rule.operations, operation) &&
    names(rule.apiGroups, type.group) &&
    names(rule.apiVersions, version) &&
    rule.resources.some((resource) => isResource(resource, type.plural, subresource ?? '')) &&
    (rule.scope === '*' || (rule.scope === 'Namespaced') === type.namespaced)
  );
}

/** `pods`, `pods/status`, `pods/*`, `*`, `*` + `/status`; a star alone takes no subresource. */
function isResource(rule: string, plural: string, subresource: string): boolean {
  const [resource = '', sub = ''] = rule.split('/');
  return (resource === '*' || resource === plural) && (sub === '*' || sub === subresource);
}

/** Whether the webhook's selectors choose the object, before or after the write, and where it lives. */
export function isSelected(state: ApiState, webhook: Webhook, request: AdmissionRequest): boolean {
  const { namespaceSelector, objectSelector } = webhook;
  const seen = [request.object, request.oldObject].filter((object) => object !== undefined);
  return (
    seen.some((object) => selectsLabels(objectSelector, labelsOf(object))) &&
    isNamespaceSelected(state, namespaceSelector, request)
  );
}

/** What lives in no namespace is never exempt; a namespace is judged by its own labels. */
function isNamespaceSelected({ store }: ApiState, selector: object, request: AdmissionRequest): boolean {
  const { type, namespace, object, oldObject } = request;
  if (type.group === '' && type.plural === 'namespaces')
    return selectsLabels(selector, labelsOf(object ?? oldObject));
  if (namespace === undefined) return true;
  return selectsLabels(selector, labelsOf(store.get(NAMESPACES, undefined, namespace)));
}

function labelsOf(object: KubeObject | undefined): Record<string, string> {
  return object?.metadata.labels ?? {};
}
