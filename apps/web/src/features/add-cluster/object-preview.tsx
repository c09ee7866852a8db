import { toMaskedClusterYaml } from '@flotilla/kubesphere';
import { useText } from '../../shared/i18n/use-text.ts';
import { CodeBlock } from '../../shared/ui/code-block.tsx';
import { kubectlEquivalent } from './kubectl-equivalent.ts';
import { connectionOf, draftOf, type WizardState } from './wizard.ts';

/** The object as it grows, and the same with kubectl. */
export function ObjectPreview({ state }: { state: Exclude<WizardState, { step: 'done' }> }) {
  const t = useText('add-cluster');
  const draft = draftOf(state);
  const connection = connectionOf(state);
  const bytes = connection.kind === 'sealed' ? connection.sealed.summary.kubeconfigBytes : undefined;
  return (
    <>
      <h3 className="add-cluster__heading">{t('aside.object')}</h3>
      <CodeBlock code={toMaskedClusterYaml(draft, bytes)} label={t('aside.object')} />
      <details className="add-cluster__fold">
        <summary>{t('aside.kubectl')}</summary>
        <CodeBlock code={kubectlEquivalent(draft)} label={t('aside.kubectl')} />
      </details>
    </>
  );
}
