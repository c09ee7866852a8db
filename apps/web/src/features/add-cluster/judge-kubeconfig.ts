import type { SealConnection } from '@flotilla/contracts';
import {
  parseKubeconfig,
  selectContext,
  toKubeconfigText,
  type Issue,
  type Kubeconfig,
  type KubeconfigContext,
} from '@flotilla/kubesphere';

/** What the text in the box is worth. `refused`: its structure is broken, so there is nothing to choose from. */
export type Judgement =
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'parsed'; readonly kubeconfig: Kubeconfig };

export function judgeKubeconfig(text: string): Judgement {
  if (text.trim() === '') return { kind: 'empty' };
  const parsed = parseKubeconfig(text);
  return parsed.ok ? { kind: 'parsed', kubeconfig: parsed.value } : { kind: 'refused', issues: parsed.error };
}

/** The context that counts: the chosen one, else the current one, else the only one. */
export function contextInUse(
  kubeconfig: Kubeconfig,
  chosen: string | undefined,
): KubeconfigContext | undefined {
  const { contexts, currentContext } = kubeconfig;
  const named =
    contexts.find(({ name }) => name === chosen) ?? contexts.find(({ name }) => name === currentContext);
  return named ?? (contexts.length === 1 ? contexts[0] : undefined);
}

/** The findings that matter for one context: its own, and those of the file as a whole. Other contexts are dropped anyway. */
export function relevantIssues(
  kubeconfig: Kubeconfig,
  context: KubeconfigContext | undefined,
): readonly Issue[] {
  const others = kubeconfig.contexts
    .filter((other) => other !== context)
    .flatMap(({ issues }) => issues.map(identity));
  const own = new Set(context?.issues.map(identity));
  const foreign = new Set(others.filter((key) => !own.has(key)));
  // Choosing in the wizard repairs a missing current-context, so it is no finding here.
  const isRepaired = (issue: Issue): boolean =>
    context !== undefined && issue.code === 'kubeconfig.no-current-context';
  return kubeconfig.issues.filter((issue) => !foreign.has(identity(issue)) && !isRepaired(issue));
}

const identity = ({ code, path, range }: Issue): string => JSON.stringify([code, path, range]);

/** What keeps the text from being sent, or the little of it that is sent: one context, nothing else. */
export type Reduction =
  | { readonly kind: 'ready'; readonly request: SealConnection }
  | { readonly kind: 'empty' }
  | { readonly kind: 'choose-context' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };

export function reduceKubeconfig(text: string, chosen: string | undefined): Reduction {
  const judgement = judgeKubeconfig(text);
  if (judgement.kind !== 'parsed') return judgement;
  const context = contextInUse(judgement.kubeconfig, chosen);
  if (!context) return { kind: 'choose-context' };
  const connection = selectContext(text, context.name);
  if (!connection.ok) return { kind: 'refused', issues: connection.error };
  return {
    kind: 'ready',
    request: { kubeconfig: toKubeconfigText(connection.value), context: connection.value.contextName },
  };
}
