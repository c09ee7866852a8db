import { isAllowed, rulesFor, type AccessQuestion, type PolicyRule } from '../../rbac/authorize.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { objectAt, stringAt } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import { readObject } from '../read-body.ts';
import { invalid } from '../status.ts';
import { toTimestamp } from '../writes/prepare-new.ts';

/** Answers the reviews: they are asked by POST and never stored. */
export async function answerReview(state: ApiState, request: ResourceRequest): Promise<void> {
  const review = await readObject(request.message, request.type);
  await answerJson(request.response, 201, {
    ...toReview(state, request, review),
    kind: request.type.kind,
    apiVersion: review.apiVersion,
  });
}

function toReview(state: ApiState, { type, user }: ResourceRequest, review: KubeObject): object {
  const spec = objectAt(review, 'spec') ?? {};
  switch (type.kind) {
    case 'SelfSubjectReview': {
      const userInfo = {
        username: user.name,
        ...(user.uid === undefined ? {} : { uid: user.uid }),
        groups: user.groups,
        ...(user.extra === undefined ? {} : { extra: user.extra }),
      };
      return { metadata: { creationTimestamp: toTimestamp(state.clock.now()) }, status: { userInfo } };
    }
    case 'SelfSubjectRulesReview':
      return {
        metadata: {},
        spec: {},
        status: toRulesStatus(rulesFor(state.store, user, stringAt(spec, 'namespace'))),
      };
    case 'SubjectAccessReview': {
      const groups = Array.isArray(spec['groups']) ? spec['groups'].map(String) : [];
      const other = { name: stringAt(spec, 'user') ?? '', groups };
      return { metadata: {}, spec, status: { allowed: isAllowed(state.store, other, toQuestion(spec)) } };
    }
    case 'TokenReview': {
      const found = state.tokens.find(stringAt(spec, 'token') ?? '');
      const status =
        found === undefined
          ? { authenticated: false, error: 'invalid bearer token' }
          : { authenticated: true, user: { username: found.name, groups: found.groups } };
      return { metadata: {}, spec, status };
    }
    default:
      return { metadata: {}, spec, status: { allowed: isAllowed(state.store, user, toQuestion(spec)) } };
  }
}

function toQuestion(spec: object): AccessQuestion {
  const resource = objectAt(spec, 'resourceAttributes');
  const path = objectAt(spec, 'nonResourceAttributes');
  if ((resource === undefined) === (path === undefined)) {
    const message =
      'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified';
    throw invalid({ group: 'authorization.k8s.io', kind: '' }, '', [
      { reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' },
    ]);
  }
  if (path !== undefined)
    return { kind: 'non-resource', verb: stringAt(path, 'verb') ?? '', path: stringAt(path, 'path') ?? '' };
  const optional = (key: string) => {
    const value = stringAt(resource, key) ?? '';
    return value === '' ? undefined : value;
  };
  const [namespace, name, subresource] = [optional('namespace'), optional('name'), optional('subresource')];
  return {
    kind: 'resource',
    verb: stringAt(resource, 'verb') ?? '',
    group: stringAt(resource, 'group') ?? '',
    plural: stringAt(resource, 'resource') ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function toRulesStatus(rules: readonly PolicyRule[]): object {
  const filled = (values: readonly string[], key: string) => (values.length === 0 ? {} : { [key]: values });
  return {
    resourceRules: rules
      .filter(({ resources }) => resources.length > 0)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...filled(resourceNames, 'resourceNames'),
      })),
    nonResourceRules: rules
      .filter((rule) => rule.nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}
