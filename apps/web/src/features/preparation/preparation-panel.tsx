import type { PreparationRole, Target } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { problemOf } from '../../shared/api/api-errors.ts';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { AppliedView } from './applied-view.tsx';
import { ObstacleList } from './obstacle-list.tsx';
import { PlanView } from './plan-view.tsx';
import './preparation-panel.css';
import { planQuery, useApplyPlan } from './preparation.queries.ts';
import { ProofList } from './proof-list.tsx';

export interface PreparationPanelProps {
  /** Must stay the same object while it names the same cluster. */
  readonly target: Target;
  readonly role: PreparationRole;
  /** The installer log, from another feature. */
  readonly renderLog: (props: { target: Target; since?: string }) => ReactNode;
  /** All facts agree and the run is over; called once when that comes to be, and when the reader presses on. */
  readonly onPrepared: () => void;
  /** The way on, shown when done. */
  readonly next?: ReactNode;
}

/** Plan, apply, follow, prove. What is shown follows the plan's state alone, so a reload in the middle finds its place again. */
export function PreparationPanel({ target, role, renderLog, onPrepared, next }: PreparationPanelProps) {
  const t = useText('preparation');
  const { api } = useServices();
  const queryClient = useQueryClient();
  const query = useQuery(planQuery(api, { target, role }));
  const apply = useApplyPlan({ target, role });
  const [isDone, setIsDone] = useState(false);

  const handleDone = useCallback(() => {
    setIsDone(true);
    void queryClient.invalidateQueries({ queryKey: ['overview'] });
    void queryClient.invalidateQueries({ queryKey: ['plan'] });
    onPrepared();
  }, [queryClient, onPrepared]);

  if (query.data === undefined) {
    return query.isError ? (
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <Loading label={t('loading')}>
        <SkeletonCard height={150} />
        <SkeletonCard height={260} />
      </Loading>
    );
  }
  const plan = query.data;
  const wayOn = next ?? (
    <Button variant="default" onClick={onPrepared}>
      {t(`${role}.next`)}
    </Button>
  );
  // What was followed here stays in its place when it is done: the log is not opened a second time.
  if (plan.state === 'applied' || (plan.state === 'prepared' && isDone)) {
    return (
      <AppliedView
        target={target}
        plan={plan}
        log={renderLog({ target, ...(apply.data === undefined ? {} : { since: apply.data.appliedAt }) })}
        wayOn={wayOn}
        onDone={handleDone}
      />
    );
  }
  const isStale = problemOf(apply.error)?.code === 'plan.stale';
  switch (plan.state) {
    case 'impossible':
      return (
        <ObstacleList
          obstacles={plan.obstacles}
          isAsking={query.isFetching}
          onAgain={() => void query.refetch()}
        />
      );
    case 'not-needed':
      return (
        <div className="preparation">
          <Notice tone="ok" title={t('notNeeded')} action={wayOn}>
            {t(`${role}.notNeeded`)}
          </Notice>
          {plan.proofs.length === 0 ? null : <ProofList proofs={plan.proofs} />}
        </div>
      );
    case 'needed':
      return (
        <div className="preparation">
          {isStale ? <Notice tone="warn" title={t('stale')} /> : null}
          {apply.isError && !isStale ? <ProblemAlert error={apply.error} /> : null}
          <PlanView plan={plan} isApplying={apply.isPending} onApply={() => apply.mutate(plan.digest)} />
        </div>
      );
    case 'prepared':
      return (
        <div className="preparation">
          <Notice tone="ok" title={t(`${role}.done`)} action={wayOn}>
            {apply.isSuccess ? t(`${role}.doneDetail`) : t('prepared')}
          </Notice>
          <ProofList proofs={plan.proofs} />
        </div>
      );
  }
}
