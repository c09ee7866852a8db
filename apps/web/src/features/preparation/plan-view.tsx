import type { PreparationPlan } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { CodeBlock } from '../../shared/ui/code-block.tsx';
import { StateIcon } from '../../shared/ui/state-badge.tsx';
import { DiffView } from './diff-view.tsx';

interface PlanViewProps {
  readonly plan: PreparationPlan;
  readonly isApplying: boolean;
  readonly onApply: () => void;
}

/** Everything that is known before the button: the fields, the text, the risks, the same by hand. */
export function PlanView({ plan, isApplying, onApply }: PlanViewProps) {
  const t = useText('preparation');
  const { riskText } = useCodeText();
  return (
    <>
      <section className="preparation__section fl-card">
        <h2>{t('changes')}</h2>
        <p className="fl-dim">{t('changesDetail')}</p>
        <ul className="plan-changes">
          {plan.changes.map((change) => (
            <li key={change.path.join('.')}>
              <code className="plan-changes__path">{change.path.join('.')}</code>
              <span className="plan-changes__values">
                <span className="fl-visually-hidden">{t('from')}</span>
                <code className="plan-changes__from">
                  {change.from === undefined || change.from === '' ? t('unset') : change.from}
                </code>
                <span aria-hidden="true">{'→'}</span>
                <span className="fl-visually-hidden">{t('to')}</span>
                <code className="plan-changes__to">{change.to}</code>
              </span>
            </li>
          ))}
        </ul>
        {plan.changes.some(({ secret }) => secret) ? <p className="fl-dim">{t('secretNote')}</p> : null}
        <h3>{t('diff.title')}</h3>
        <DiffView before={plan.before} after={plan.after} />
        <details className="preparation__kubectl">
          <summary>{t('kubectl')}</summary>
          <p className="fl-dim">{t('kubectlDetail')}</p>
          <CodeBlock code={plan.kubectl} label={t('kubectl')} isWrapped />
        </details>
      </section>
      {plan.risks.length === 0 ? null : (
        <section className="preparation__section fl-card">
          <h2>{t('risks')}</h2>
          <ul className="preparation__risks">
            {plan.risks.map((risk) => (
              <li key={risk}>
                <StateIcon tone="warn" />
                <span>{riskText(risk)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="preparation__apply">
        <Button size="md" loading={isApplying} onClick={onApply}>
          {t(`${plan.role}.apply`)}
        </Button>
        <span role="status" className="fl-dim">
          {isApplying ? t('applying') : ''}
        </span>
      </div>
    </>
  );
}
