import { isObject, listAt, stringAt, stringsAt } from '../api-server/json.ts';
import type { ObjectStore } from '../api-server/object-store.ts';
import type { UserInfo } from './user-info.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** A question to the authoriser, in the words of SubjectAccessReview. */
export type AccessQuestion =
  | {
      kind: 'resource';
      verb: string;
      group: string;
      plural: string;
      subresource?: string;
      namespace?: string;
      name?: string;
    }
  | { kind: 'non-resource'; verb: string; path: string };

export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  resourceNames: string[];
  nonResourceURLs: string[];
}

/** Evaluates the RBAC objects in the store; `system:masters` may do everything. */
export function isAllowed(store: ObjectStore, user: UserInfo, question: AccessQuestion): boolean {
  if (user.groups.includes('system:masters')) return true;
  const namespace = question.kind === 'resource' ? question.namespace : undefined;
  return rulesFor(store, user, namespace).some((rule) => covers(rule, question));
}

/** All rules that hold for a user in a namespace, or at the cluster scope when it is undefined. */
export function rulesFor(store: ObjectStore, user: UserInfo, namespace: string | undefined): PolicyRule[] {
  const bindings = [
    ...store.list({ group: RBAC, plural: 'clusterrolebindings' }),
    ...(namespace === undefined ? [] : store.list({ group: RBAC, plural: 'rolebindings' }, namespace)),
  ];
  return bindings
    .filter((binding) =>
      listAt(binding, 'subjects').some((subject) => isSubject(subject, user, binding.metadata.namespace)),
    )
    .flatMap((binding) => rulesOf(store, binding['roleRef'], binding.metadata.namespace));
}

function rulesOf(store: ObjectStore, roleRef: unknown, namespace: string | undefined): PolicyRule[] {
  const name = stringAt(roleRef, 'name') ?? '';
  const role =
    stringAt(roleRef, 'kind') === 'ClusterRole'
      ? store.get({ group: RBAC, plural: 'clusterroles' }, undefined, name)
      : store.get({ group: RBAC, plural: 'roles' }, namespace, name);
  return listAt(role, 'rules').map((rule) => ({
    verbs: stringsAt(rule, 'verbs'),
    apiGroups: stringsAt(rule, 'apiGroups'),
    resources: stringsAt(rule, 'resources'),
    resourceNames: stringsAt(rule, 'resourceNames'),
    nonResourceURLs: stringsAt(rule, 'nonResourceURLs'),
  }));
}

function isSubject(subject: unknown, user: UserInfo, bindingNamespace: string | undefined): boolean {
  if (!isObject(subject)) return false;
  const name = stringAt(subject, 'name') ?? '';
  switch (subject['kind']) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${stringAt(subject, 'namespace') ?? bindingNamespace ?? ''}:${name}`
      );
    default:
      return false;
  }
}

function covers(rule: PolicyRule, question: AccessQuestion): boolean {
  if (!has(rule.verbs, question.verb)) return false;
  if (question.kind === 'non-resource')
    return rule.nonResourceURLs.some((url) => coversPath(url, question.path));
  return (
    has(rule.apiGroups, question.group) &&
    coversResource(rule.resources, question.plural, question.subresource) &&
    (rule.resourceNames.length === 0 ||
      (question.name !== undefined && rule.resourceNames.includes(question.name)))
  );
}

function has(values: readonly string[], value: string): boolean {
  return values.includes('*') || values.includes(value);
}

function coversResource(
  resources: readonly string[],
  plural: string,
  subresource: string | undefined,
): boolean {
  if (resources.includes('*')) return true;
  if (subresource === undefined) return resources.includes(plural);
  return resources.includes(`${plural}/${subresource}`) || resources.includes(`*/${subresource}`);
}

function coversPath(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1));
}
