import type { SealedConnection } from '@flotilla/contracts';
import { CLUSTER_TAGS, toMaskedClusterYaml, type CheckReport, type ClusterDraft } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { CodeBlock } from '../../../shared/ui/code-block.tsx';
import { ProblemAlert } from '../../../shared/ui/problem-alert.tsx';
import { StateBadge } from '../../../shared/ui/state-badge.tsx';
import { countChecks } from '../check-groups.ts';
import { kubectlEquivalent } from '../kubectl-equivalent.ts';
import { providerLabel } from '../provider-label.ts';
import type { Attempt, StepId } from '../wizard.ts';
import { FactList } from './fact-list.tsx';
import { ConnectionFacts } from './sealed-summary.tsx';

export interface ReviewStepProps {
  readonly draft: ClusterDraft;
  readonly sealed: SealedConnection;
  readonly report: CheckReport;
  readonly attempt: Attempt;
  readonly error: unknown;
  readonly onGoTo: (step: StepId) => void;
  readonly onImport: () => void;
}

/** Everything that was entered and found, on one page, and the object that follows from it. */
export function ReviewStep({ draft, sealed, report, attempt, error, onGoTo, onImport }: ReviewStepProps) {
  const t = useText('add-cluster');
  const { verdictText, checkName, checkText } = useCodeText();
  const isRunning = attempt.kind === 'running';
  const { pass, warn, fail, skipped } = countChecks(report.rows);
  const tag = CLUSTER_TAGS.find((known) => known === draft.tag);
  const warnings = report.rows.filter(({ state }) => state === 'warn');
  const none = <span className="fl-dim">{t('review.notGiven')}</span>;
  return (
    <div className="add-cluster__form">
      <Part title={t('review.identity')} onChange={() => onGoTo('basics')} isLocked={isRunning}>
        <FactList
          facts={[
            [t('basics.name'), draft.name],
            [t('basics.alias'), draft.alias ?? none],
            [t('basics.tag'), tag === undefined ? (draft.tag ?? none) : t(`basics.tags.${tag}`)],
            [t('basics.provider'), draft.provider === undefined ? none : providerLabel(draft.provider)],
            [t('basics.description'), draft.description ?? none],
          ]}
        />
      </Part>
      <Part title={t('review.connection')} onChange={() => onGoTo('connection')} isLocked={isRunning}>
        <ConnectionFacts sealed={sealed} />
        {draft.kubesphereApiEndpoint !== undefined && (
          <FactList facts={[[t('connection.endpoint'), draft.kubesphereApiEndpoint]]} />
        )}
      </Part>
      <Part
        title={t('review.verdict')}
        action={t('review.seeChecks')}
        onChange={() => onGoTo('checks')}
        isLocked={isRunning}
      >
        <StateBadge tone={warn > 0 ? 'warn' : 'ok'} isPlain>
          {verdictText(report.verdict)}
        </StateBadge>
        <p className="add-cluster__note">{t('checks.counts', { pass, warn, fail, skipped })}</p>
        {warnings.length > 0 && (
          <ul className="review-step__warnings">
            {warnings.map((row) => (
              <li key={row.id}>
                {t('review.warning', { check: checkName(row.id), found: checkText(row).title })}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <section>
        <h3 className="add-cluster__heading">{t('review.yaml')}</h3>
        <CodeBlock
          code={toMaskedClusterYaml(draft, sealed.summary.kubeconfigBytes)}
          label={t('review.yaml')}
        />
      </section>
      <details className="obtain-panel">
        <summary>{t('review.kubectl')}</summary>
        <CodeBlock code={kubectlEquivalent(draft)} label={t('review.kubectl')} />
      </details>
      {error !== null && error !== undefined && !isRunning && <ProblemAlert error={error} />}
      {attempt.kind === 'unanswered' && <p className="add-cluster__warning">{t('review.unanswered')}</p>}
      <div className="add-cluster__foot">
        <Button onClick={onImport} loading={isRunning} aria-busy={isRunning}>
          {isRunning ? t('review.importing') : t('review.import')}
        </Button>
        <Button variant="default" disabled={isRunning} onClick={() => onGoTo('checks')}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  /** What the button does, where it is not a change. */
  readonly action?: string;
  readonly isLocked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

function Part({ title, action, isLocked, onChange, children }: PartProps) {
  const t = useText('add-cluster');
  const words = action ?? t('review.change');
  return (
    <section className="fl-card add-cluster__card">
      <div className="add-cluster__card-head">
        <h3 className="add-cluster__heading">{title}</h3>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={isLocked}
          onClick={onChange}
          aria-label={action ?? t('review.changeOf', { part: title })}
        >
          {words}
        </Button>
      </div>
      {children}
    </section>
  );
}
