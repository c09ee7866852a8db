import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { CLUSTER_CONFIGURATION, CLUSTER_ROLE_PATH } from './cluster-configuration-object.ts';
import { issueAt, openConfiguration } from './configuration-document.ts';
import { ruleIssues } from './configuration-rules.ts';

/** A ClusterConfiguration whose text may be written; `issues` are warnings. */
export interface ParsedConfiguration {
  readonly value: object;
  readonly issues: readonly Issue[];
  readonly role?: string;
  /** Which document of the text it is, from 0. */
  readonly documentIndex: number;
}

/**
 * Reads a ClusterConfiguration: the object as kubectl prints it, or KubeKey's config-sample.yaml with other documents around it. Errors are what would be
 * accepted by the API server but break or mislead the installer; everything else (unknown fields included) is a warning. Rules depend on `release`
 * (3.0–3.4; unknown: the newest). `previousRole` is the role the cluster has now: a host cannot go back (#4229).
 */
export const parseConfiguration = (
  text: string,
  options: { readonly release?: string; readonly previousRole?: string } = {},
): Result<ParsedConfiguration, Issue[]> => {
  const opened = openConfiguration(text);
  if (!opened.ok) return opened;
  const { root, value, index } = opened.value;
  const issues: Issue[] = [];
  const metadata = root.field('metadata');
  const name = metadata.field('name');
  const namespace = metadata.field('namespace');
  if (name.text !== CLUSTER_CONFIGURATION.name)
    issues.push(
      issueAt('configuration.wrong-name', name, { params: { expected: CLUSTER_CONFIGURATION.name } }),
    );
  if (namespace.kind !== 'absent' && namespace.text !== CLUSTER_CONFIGURATION.namespace) {
    issues.push(
      issueAt('configuration.wrong-name', namespace, {
        params: { expected: CLUSTER_CONFIGURATION.namespace },
      }),
    );
  }
  const spec = root.field('spec');
  if (spec.kind !== 'map') issues.push(issueAt('configuration.spec-missing', spec));
  else issues.push(...ruleIssues(spec, options));
  if (issues.some(({ severity }) => severity === 'error')) return err(issues);
  const role = CLUSTER_ROLE_PATH.reduce((cursor, key) => cursor.field(key), root).text;
  return ok({ value, issues, documentIndex: index, ...(role !== undefined && { role }) });
};
