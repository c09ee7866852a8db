import type { CONFIGURATION_ISSUE_CODES, Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { isEmptyDocument, readYaml, wordsOf, type YamlProblem } from '../yaml-text/read-yaml.ts';
import { cursorOf, type YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { CLUSTER_CONFIGURATION } from './cluster-configuration-object.ts';

export type ConfigurationIssueCode = (typeof CONFIGURATION_ISSUE_CODES)[number];

const MAX_BYTES = 1_048_576;
const LIMITS = { maxDepth: 64, maxAliases: 50 };

/** The ClusterConfiguration inside a text that may hold other documents too, such as KubeKey's config-sample.yaml. */
export interface ConfigurationDocument {
  readonly root: YamlCursor;
  readonly index: number;
  readonly value: object;
}

const CODE_OF: Readonly<Record<YamlProblem['kind'], ConfigurationIssueCode>> = {
  syntax: 'configuration.yaml-syntax',
  'too-deep': 'configuration.yaml-syntax',
  'too-many-aliases': 'configuration.too-many-aliases',
};

/** An issue at a place of the text. */
export const issueAt = (
  code: ConfigurationIssueCode,
  at: YamlCursor,
  options: Partial<Pick<Issue, 'severity' | 'params'>> = {},
): Issue => ({
  code,
  severity: options.severity ?? 'error',
  path: [...at.path],
  range: at.range,
  params: { field: at.path.filter((step) => step !== 'spec').join('.'), ...options.params },
});

const whole = (code: ConfigurationIssueCode): Issue => ({
  code,
  severity: 'error',
  path: [],
  range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
});

const toIssue = ({ kind, reason, range }: YamlProblem): Issue => ({
  code: CODE_OF[kind],
  severity: 'error',
  path: [],
  ...(range && { range }),
  params: { reason, message: wordsOf(reason) },
});

const isConfiguration = (root: YamlCursor): boolean =>
  root.field('kind').text === CLUSTER_CONFIGURATION.kind &&
  root.field('apiVersion').text?.startsWith(`${CLUSTER_CONFIGURATION.group}/`) === true;

/** Finds the one ClusterConfiguration of a text; problems of the text are all returned. Never throws. */
export const openConfiguration = (text: string): Result<ConfigurationDocument, Issue[]> => {
  if (text.length > MAX_BYTES) return err([whole('configuration.too-large')]);
  if (text.trim() === '') return err([whole('configuration.empty')]);
  const yaml = readYaml(text, LIMITS);
  if (yaml.problems.length > 0) return err(yaml.problems.map(toIssue));
  if (yaml.documents.every(isEmptyDocument)) return err([whole('configuration.empty')]);
  const found = yaml.documents.flatMap((document, index) => {
    const root = cursorOf(yaml, document);
    return isConfiguration(root) ? [{ root, index, document }] : [];
  });
  const [first, second] = found;
  if (!first) return err([whole('configuration.not-a-cluster-configuration')]);
  if (second) return err([issueAt('configuration.multiple', second.root)]);
  const value: unknown = first.document.toJS({ maxAliasCount: LIMITS.maxAliases });
  if (typeof value !== 'object' || value === null)
    return err([whole('configuration.not-a-cluster-configuration')]);
  return ok({ root: first.root, index: first.index, value });
};
