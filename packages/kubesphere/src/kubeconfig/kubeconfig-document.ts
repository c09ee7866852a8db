import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { isEmptyDocument, readYaml, wordsOf, type YamlProblem } from '../yaml-text/read-yaml.ts';
import { cursorOf, type YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { isSet, readText, refuse, type KubeconfigIssueCode } from './kubeconfig-issue.ts';

/** Real kubeconfigs are a few KiB; this leaves room for hundreds of contexts. */
export const KUBECONFIG_MAX_BYTES = 1_048_576;
const LIMITS = { maxDepth: 32, maxAliases: 50 };

/** The three lists of a kubeconfig by name, before anything inside an entry was looked at. */
export interface KubeconfigDocument {
  readonly root: YamlCursor;
  readonly clusters: ReadonlyMap<string, YamlCursor>;
  readonly users: ReadonlyMap<string, YamlCursor>;
  readonly contexts: ReadonlyMap<string, YamlCursor>;
  readonly currentContext: string | undefined;
}

const CODE_OF: Readonly<Record<YamlProblem['kind'], KubeconfigIssueCode>> = {
  syntax: 'kubeconfig.yaml-syntax',
  'too-deep': 'kubeconfig.too-deep',
  'too-many-aliases': 'kubeconfig.too-many-aliases',
};

const toIssue = ({ kind, reason, range }: YamlProblem): Issue => ({
  code: CODE_OF[kind],
  severity: 'error',
  path: [],
  ...(range && { range }),
  params: { reason, message: wordsOf(reason) },
});

const whole = (code: KubeconfigIssueCode, params?: NonNullable<Issue['params']>): Issue => ({
  code,
  severity: 'error',
  path: [],
  range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  ...(params && { params }),
});

/** client-go refuses a list with one name twice (`tools/clientcmd/api/v1/conversion.go`), so which one is meant is never guessed. */
const readNamed = (list: YamlCursor, body: string, issues: Issue[]): Map<string, YamlCursor> => {
  const entries = new Map<string, YamlCursor>();
  if (isSet(list) && list.kind !== 'list') {
    issues.push(refuse('kubeconfig.wrong-type', list, { expected: 'list', found: list.kind }));
  }
  for (const item of list.items()) {
    if (item.kind !== 'map') {
      issues.push(refuse('kubeconfig.wrong-type', item, { expected: 'map', found: item.kind }));
      continue;
    }
    const name = readText(item.field('name'), issues) ?? '';
    const content = item.field(body);
    if (isSet(content) && content.kind !== 'map') {
      issues.push(refuse('kubeconfig.wrong-type', content, { expected: 'map', found: content.kind }));
    }
    if (entries.has(name)) issues.push(refuse('kubeconfig.duplicate-name', item.field('name'), { name }));
    else entries.set(name, content);
  }
  return entries;
};

const isKubeconfig = (root: YamlCursor): boolean => {
  const kind = root.field('kind');
  const version = root.field('apiVersion');
  return (
    root.kind === 'map' &&
    (!isSet(kind) || kind.text === 'Config') &&
    (!isSet(version) || version.text === 'v1') &&
    ['clusters', 'contexts', 'users'].some((name) => root.field(name).kind !== 'absent')
  );
};

const openRoot = (text: string): Result<YamlCursor, Issue[]> => {
  // Decided on the raw size: five megabytes of noise must not reach a parser.
  if (text.length > KUBECONFIG_MAX_BYTES || new TextEncoder().encode(text).length > KUBECONFIG_MAX_BYTES) {
    return err([whole('kubeconfig.too-large', { maxBytes: KUBECONFIG_MAX_BYTES })]);
  }
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (withoutMark.trim() === '') return err([whole('kubeconfig.empty')]);
  const yaml = readYaml(withoutMark, LIMITS);
  if (yaml.problems.length > 0) return err(yaml.problems.map(toIssue));
  const [first, second] = yaml.documents.filter((document) => !isEmptyDocument(document));
  if (!first) return err([whole('kubeconfig.empty')]);
  const root = cursorOf(yaml, first);
  if (second) return err([refuse('kubeconfig.multiple-documents', cursorOf(yaml, second))]);
  return isKubeconfig(root) ? ok(root) : err([whole('kubeconfig.not-a-kubeconfig')]);
};

/** Opens a kubeconfig text (YAML or JSON) and finds its entries; every structural problem is returned, none is thrown. */
export const openKubeconfigDocument = (text: string): Result<KubeconfigDocument, Issue[]> => {
  const opened = openRoot(text);
  if (!opened.ok) return opened;
  const root = opened.value;
  const issues: Issue[] = [];
  const clusters = readNamed(root.field('clusters'), 'cluster', issues);
  const users = readNamed(root.field('users'), 'user', issues);
  const contexts = readNamed(root.field('contexts'), 'context', issues);
  const currentContext = readText(root.field('current-context'), issues);
  if (contexts.size === 0) issues.push(refuse('kubeconfig.no-contexts', root.field('contexts')));
  return issues.length > 0 ? err(issues) : ok({ root, clusters, users, contexts, currentContext });
};
