import type { Issue } from '../issue.ts';
import { ok, type Result } from '../result.ts';
import { openKubeconfigDocument, type KubeconfigDocument } from './kubeconfig-document.ts';
import { warn } from './kubeconfig-issue.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { readContext } from './read-context.ts';

/** Only a warning here: choosing a context in the wizard sets it. KubeSphere itself reads nothing but `current-context` (3.x `k8sutil.LoadKubeConfigFromBytes`). */
const currentContextIssues = ({ root, contexts, currentContext }: KubeconfigDocument): Issue[] => {
  const at = root.field('current-context');
  if (currentContext === undefined) return [warn('kubeconfig.no-current-context', at)];
  return contexts.has(currentContext)
    ? []
    : [warn('kubeconfig.context-not-found', at, { name: currentContext })];
};

const unique = (issues: readonly Issue[]): Issue[] => [
  ...new Map(issues.map((issue) => [JSON.stringify([issue.code, issue.path]), issue])).values(),
];

/**
 * Reads a kubeconfig (YAML or JSON, at most 1 MiB) without executing, opening or dialling anything. Structural problems are all returned as the
 * error; hazards and warnings of contexts come with the value, because only the context that is chosen matters. The value holds no credential.
 */
export const parseKubeconfig = (text: string): Result<Kubeconfig, Issue[]> => {
  const opened = openKubeconfigDocument(text);
  if (!opened.ok) return opened;
  const document = opened.value;
  const contexts = [...document.contexts.keys()].flatMap(
    (name) => readContext(document, name)?.summary ?? [],
  );
  return ok({
    contexts,
    ...(document.currentContext !== undefined && { currentContext: document.currentContext }),
    issues: unique([...currentContextIssues(document), ...contexts.flatMap(({ issues }) => issues)]),
  });
};
