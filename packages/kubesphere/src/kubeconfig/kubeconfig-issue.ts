import type { Issue, KUBECONFIG_ISSUE_CODES } from '../issue.ts';
import type { YamlCursor, YamlKind } from '../yaml-text/yaml-cursor.ts';

export type KubeconfigIssueCode = (typeof KUBECONFIG_ISSUE_CODES)[number];

/** A refusal at a place of the kubeconfig. */
export const refuse = (
  code: KubeconfigIssueCode,
  at: YamlCursor,
  params?: NonNullable<Issue['params']>,
): Issue => ({
  code,
  severity: 'error',
  path: [...at.path],
  range: at.range,
  params: { field: String(at.path.at(-1) ?? ''), ...params },
});

/** Something worth knowing that does not stop the import. */
export const warn = (
  code: KubeconfigIssueCode,
  at: YamlCursor,
  params?: NonNullable<Issue['params']>,
): Issue => ({
  ...refuse(code, at, params),
  severity: 'warning',
});

const isUnset = (kind: YamlKind): boolean => kind === 'absent' || kind === 'null';

/** Whether something was written there; kubectl treats an empty text like an absent field. */
export const isSet = (cursor: YamlCursor): boolean => !isUnset(cursor.kind) && cursor.text !== '';

/** The text at a place; another type is an issue (an all-digit token must be quoted: client-go refuses a number). */
export const readText = (cursor: YamlCursor, issues: Issue[]): string | undefined => {
  if (cursor.text !== undefined) return cursor.text === '' ? undefined : cursor.text;
  if (!isUnset(cursor.kind))
    issues.push(refuse('kubeconfig.wrong-type', cursor, { expected: 'string', found: cursor.kind }));
  return undefined;
};

/** The boolean at a place, false when absent; another type is an issue. */
export const readFlag = (cursor: YamlCursor, issues: Issue[]): boolean => {
  if (cursor.flag !== undefined) return cursor.flag;
  if (!isUnset(cursor.kind))
    issues.push(refuse('kubeconfig.wrong-type', cursor, { expected: 'boolean', found: cursor.kind }));
  return false;
};
