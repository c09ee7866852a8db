import type { PreparationPlan, Target } from '@flotilla/kubesphere';
import type { ReactNode } from 'react';
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
  readonly onDone: () => void;
}

/** The change is written: the facts as they come to agree, and the installer's log beside them. */
export function AppliedView({ target, plan, log, onDone }: AppliedViewProps) {
  const t = useText('preparation');
  const format = useFormat();
  const now = useNow();
  const proofs = useProofs({ target, role: plan.role, initial: plan.proofs, onDone });
  const isWaiting = proofs.installer === 'idle' && !proofs.hasRun;
  return (
    <div className="preparation">
      {proofs.hasRun && proofs.installer === 'idle' && !proofs.isDone ? (
        <Notice tone="warn" title={t('applied.idleNotDone')}>
          {t('applied.idleNotDoneDetail')}
        </Notice>
      ) : (
        <Notice tone="busy" title={t('applied.title')}>
          {t('applied.detail')}
          {/* What is typed into the wizard would be lost; a cluster's own page finds its place again. */}
          {target.kind === 'connection' ? null : ` ${t('applied.mayLeave')}`}
        </Notice>
      )}
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
          {t(`applied.installer.${isWaiting ? 'waiting' : proofs.installer}`)}
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
