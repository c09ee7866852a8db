import type { PreparationPlan, PreparationRole, Target } from '@flotilla/kubesphere';
import { useEffect, useRef, type ReactNode } from 'react';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { StateBadge, type StateTone } from '../../shared/ui/state-badge.tsx';
import { ProofList } from './proof-list.tsx';
import { useProofs, type ProofsState } from './use-proofs.ts';

const INSTALLER_TONES: Readonly<Record<ProofsState['installer'], StateTone>> = {
  idle: 'neutral',
  running: 'busy',
  absent: 'warn',
  unknown: 'neutral',
};

interface AppliedViewProps {
  readonly target: Target;
  readonly plan: PreparationPlan;
  readonly log: ReactNode;
  /** Offered as soon as all facts agree. */
  readonly wayOn: ReactNode;
  readonly onDone: () => void;
}

/** The change is written: the facts as they come to agree, and the installer's log beside them; it stays when all is done. */
export function AppliedView({ target, plan, log, wayOn, onDone }: AppliedViewProps) {
  const t = useText('preparation');
  const format = useFormat();
  const now = useNow();
  const proofs = useProofs({ target, role: plan.role, initial: plan.proofs, onDone });
  const isAwaited = proofs.installer === 'idle' && !proofs.hasRun && !proofs.isDone;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed stands below a long plan: what came of it is said further up.
    if ((top.current?.getBoundingClientRect().top ?? 0) < 0) top.current?.scrollIntoView();
  }, []);
  return (
    <div ref={top} className="preparation preparation--applied">
      <StageNotice stage={stageOf(proofs)} target={target} role={plan.role} wayOn={wayOn} />
      {proofs.problem === undefined ? null : <ProblemAlert error={proofs.problem} onRetry={proofs.again} />}
      {proofs.unreachable === undefined ? null : (
        <Notice
          tone="warn"
          title={t('applied.unreachable', { when: format.relative(proofs.unreachable.since, now) })}
          raw={proofs.unreachable.raw}
        >
          {t('applied.unreachableDetail')}
        </Notice>
      )}
      <p className="preparation__installer">
        <StateBadge tone={INSTALLER_TONES[proofs.installer]}>
          {t(`applied.installer.${isAwaited ? 'waiting' : proofs.installer}`)}
        </StateBadge>
      </p>
      <div className="preparation__columns">
        <ProofList
          proofs={proofs.proofs}
          isWaiting={proofs.unreachable === undefined && proofs.problem === undefined}
        />
        <section className="preparation__log" aria-label={t('log')}>
          {log}
        </section>
      </div>
    </div>
  );
}

/** `finishing`: all facts agree, but what is read may change until ks-installer has ended its run. */
type Stage = 'working' | 'stopped' | 'finishing' | 'done';

function stageOf({ isDone, installer, hasRun }: ProofsState): Stage {
  if (isDone) return installer === 'running' ? 'finishing' : 'done';
  return hasRun && installer === 'idle' ? 'stopped' : 'working';
}

interface StageNoticeProps extends Pick<AppliedViewProps, 'target' | 'wayOn'> {
  readonly stage: Stage;
  readonly role: PreparationRole;
}

function StageNotice({ stage, target, role, wayOn }: StageNoticeProps) {
  const t = useText('preparation');
  switch (stage) {
    case 'working':
      return (
        <Notice tone="busy" title={t('applied.title')}>
          {t('applied.detail')}
          {/* What is typed into the wizard would be lost; a cluster's own page finds its place again. */}
          {target.kind === 'connection' ? null : ` ${t('applied.mayLeave')}`}
        </Notice>
      );
    case 'stopped':
      return (
        <Notice tone="warn" title={t('applied.idleNotDone')}>
          {t('applied.idleNotDoneDetail')}
        </Notice>
      );
    case 'finishing':
      return (
        <Notice tone="busy" title={t('applied.finishing')} action={wayOn}>
          {t(`${role}.finishing`)}
        </Notice>
      );
    case 'done':
      return (
        <Notice tone="ok" title={t(`${role}.done`)} action={wayOn}>
          {t(`${role}.doneDetail`)}
        </Notice>
      );
  }
}
