import { CHECK_IDS, type CheckReport } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../../shared/ui/problem-alert.tsx';
import { StateIcon, type StateTone } from '../../../shared/ui/state-badge.tsx';
import { asksForKubeconfig, countChecks } from '../check-groups.ts';
import type { ChecksRun } from '../use-checks.ts';
import { CheckList } from './check-list.tsx';

export interface ChecksStepProps {
  readonly run: ChecksRun;
  readonly report: CheckReport | undefined;
  /** Until when the sealed connection is good (ISO). */
  readonly sealedUntil: string;
  readonly onRepeat: () => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
  readonly onReplace: () => void;
}

const TONES = {
  ready: 'ok',
  'needs-preparation': 'warn',
  'needs-host': 'warn',
  refused: 'fail',
} as const satisfies Record<CheckReport['verdict'], StateTone>;

/** The checks, row by row as answers arrive; then a sentence that says the verdict, and what comes next. */
export function ChecksStep(props: ChecksStepProps) {
  const { run, report } = props;
  const t = useText('add-cluster');
  const isRunning = run.kind === 'running' && !report;
  const rows = report?.rows ?? run.rows;
  const isToRepair = report?.verdict === 'refused' && !asksForKubeconfig(rows);
  return (
    <div className="add-cluster__form">
      <div className="checks-step__summary" role="status">
        <StateIcon tone={isRunning ? 'busy' : report ? TONES[report.verdict] : 'fail'} size={20} />
        <VerdictSentence run={run} report={report} sealedUntil={props.sealedUntil} />
      </div>
      {run.kind === 'broken' && run.problem && !report && (
        <ProblemAlert error={run.problem} onRetry={props.onRepeat} />
      )}
      <CheckList rows={rows} isRunning={isRunning} />
      <div className="add-cluster__foot">
        {isToRepair && <Button onClick={props.onRepeat}>{t('checks.again')}</Button>}
        <NextStep {...props} isToRepair={isToRepair} />
        {!isToRepair && (
          <Button variant="default" onClick={props.onRepeat} disabled={isRunning}>
            {t('checks.again')}
          </Button>
        )}
        <Button variant="default" onClick={props.onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}

function VerdictSentence({
  run,
  report,
  sealedUntil,
}: Pick<ChecksStepProps, 'run' | 'report' | 'sealedUntil'>) {
  const t = useText('add-cluster');
  const format = useFormat();
  if (!report) {
    if (run.kind === 'broken') return <p>{t('checks.interrupted')}</p>;
    return <p>{t('checks.running', { done: run.rows.length, total: CHECK_IDS.length })}</p>;
  }
  const counts = countChecks(report.rows);
  const { pass, warn, fail, skipped } = counts;
  const sentence = {
    ready: t('checks.ready'),
    'needs-preparation': t('checks.needsPreparation'),
    'needs-host': t('checks.needsHost'),
    refused: t('checks.refused', { count: fail }),
  }[report.verdict];
  return (
    <div>
      <p className="checks-step__verdict">{sentence}</p>
      {report.verdict === 'needs-host' && (
        <p>{t('checks.needsHostText', { time: format.dateTime(sealedUntil) })}</p>
      )}
      <p className="fl-dim">
        {t('checks.counts', { pass, warn, fail, skipped })} · {format.duration(report.durationMs)}
      </p>
    </div>
  );
}

function NextStep({ report, onNext, onReplace, isToRepair }: ChecksStepProps & { isToRepair: boolean }) {
  const t = useText('add-cluster');
  switch (report?.verdict) {
    case 'ready':
      return <Button onClick={onNext}>{t('checks.reviewNext')}</Button>;
    case 'needs-preparation':
      return <Button onClick={onNext}>{t('checks.prepareNext')}</Button>;
    case 'needs-host':
      return (
        <Button component="a" href="/host/prepare" target="_blank" rel="noopener">
          {t('checks.prepareHost')}
        </Button>
      );
    case 'refused':
      return (
        <Button variant={isToRepair ? 'default' : 'filled'} onClick={onReplace}>
          {t('connection.replace')}
        </Button>
      );
    case undefined:
      return null;
  }
}
