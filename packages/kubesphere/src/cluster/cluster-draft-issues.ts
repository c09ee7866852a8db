import type { CLUSTER_DRAFT_ISSUE_CODES, Issue } from '../issue.ts';
import type { ClusterDraft } from './cluster-draft.ts';
import { CLUSTER_NAME_MAX_LENGTH, CLUSTER_NAME_PATTERN } from './cluster-name.ts';

type DraftIssueCode = (typeof CLUSTER_DRAFT_ISSUE_CODES)[number];

const ALIAS_PATTERN = /^[A-Za-z0-9\u4e00-\u9fa5]([-A-Za-z0-9\u4e00-\u9fa5]*[A-Za-z0-9\u4e00-\u9fa5])?$/;
/** Kubernetes label value syntax: the 3.0 console does not check it and the API server then answers 422. */
const LABEL_VALUE_PATTERN = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const ALIAS_MAX_LENGTH = 63;
const TAG_MAX_LENGTH = 63;
/** KubeSphere sets no limit; this one only keeps cards readable. */
const PROVIDER_MAX_LENGTH = 128;
const DESCRIPTION_MAX_LENGTH = 256;

const issue = (
  code: DraftIssueCode,
  field: keyof ClusterDraft,
  params?: NonNullable<Issue['params']>,
): Issue => ({
  code,
  severity: 'error',
  path: [field],
  ...(params && { params }),
});

const nameIssues = (name: string, taken: readonly string[]): Issue[] => {
  if (name === '') return [issue('cluster.name-required', 'name')];
  const issues: Issue[] = [];
  if (!CLUSTER_NAME_PATTERN.test(name)) issues.push(issue('cluster.name-invalid', 'name'));
  if (name.length > CLUSTER_NAME_MAX_LENGTH)
    issues.push(issue('cluster.name-too-long', 'name', { max: CLUSTER_NAME_MAX_LENGTH }));
  if (taken.includes(name)) issues.push(issue('cluster.name-taken', 'name', { name }));
  return issues;
};

const isEndpoint = (text: string): boolean => {
  try {
    const url = new URL(text);
    return (
      ['http:', 'https:'].includes(url.protocol) &&
      url.username === '' &&
      url.password === '' &&
      url.search === '' &&
      url.hash === ''
    );
  } catch {
    return false;
  }
};

/**
 * Everything wrong with what the wizard collected, all at once; empty optional fields are fine. `taken` are the names of existing clusters. The rules are
 * KubeSphere console's (release-3.4 `src/components/Forms/Cluster/BaseInfo`).
 */
export const clusterDraftIssues = (draft: ClusterDraft, taken: readonly string[] = []): Issue[] => {
  const { alias = '', tag = '', provider = '', description = '', kubesphereApiEndpoint = '' } = draft;
  const rules: readonly (readonly [boolean, Issue])[] = [
    [alias !== '' && !ALIAS_PATTERN.test(alias), issue('cluster.alias-invalid', 'alias')],
    [alias.length > ALIAS_MAX_LENGTH, issue('cluster.alias-too-long', 'alias', { max: ALIAS_MAX_LENGTH })],
    [tag !== '' && !LABEL_VALUE_PATTERN.test(tag), issue('cluster.tag-invalid', 'tag')],
    [tag.length > TAG_MAX_LENGTH, issue('cluster.tag-too-long', 'tag', { max: TAG_MAX_LENGTH })],
    [
      provider.length > PROVIDER_MAX_LENGTH,
      issue('cluster.provider-too-long', 'provider', { max: PROVIDER_MAX_LENGTH }),
    ],
    [
      description.length > DESCRIPTION_MAX_LENGTH,
      issue('cluster.description-too-long', 'description', { max: DESCRIPTION_MAX_LENGTH }),
    ],
    [
      kubesphereApiEndpoint !== '' && !isEndpoint(kubesphereApiEndpoint),
      issue('cluster.endpoint-invalid', 'kubesphereApiEndpoint'),
    ],
  ];
  return [...nameIssues(draft.name, taken), ...rules.flatMap(([broken, found]) => (broken ? [found] : []))];
};
