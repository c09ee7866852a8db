import './add-cluster.css';
import type { Target } from '@flotilla/kubesphere';
import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { PageHeader } from '../../shared/ui/page-header.tsx';
import { Steps } from '../../shared/ui/steps.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { StepAside } from './step-aside.tsx';
import { StepContent } from './step-content.tsx';
import { STEP_COUNT, stepStates, type StepState } from './step-states.ts';
import { useAddCluster } from './use-add-cluster.ts';
import { useStepHistory } from './use-step-history.ts';
import { transition, wouldLose, type StepId, type WizardState } from './wizard.ts';

export interface AddClusterPageProps {
  readonly renderPreparation: (slot: { target: Target; onPrepared: () => void }) => ReactNode;
}

const RAIL_STATES = {
  done: 'done',
  current: 'current',
  attention: 'attention',
  ahead: 'todo',
} as const satisfies Record<StepState, string>;

/** The guided import of a member: steps at the left, the step in the middle, what happens at the right. */
export function AddClusterPage({ renderPreparation }: AddClusterPageProps) {
  const t = useText('add-cluster');
  const wizard = useAddCluster();
  const { state, dispatch } = wizard;
  useStepHistory(state.step, (to) => {
    const isPossible = transition(state, { type: 'moved', to }).step === to;
    if (isPossible) dispatch({ type: 'moved', to });
    return isPossible;
  });
  const steps = stepStates(state);
  const number = steps.find(({ id }) => id === state.step)?.number ?? 1;

  return (
    <div className="add-cluster">
      <PageHeader title={t('title')} description={t('intro')} />
      <div className={`add-cluster__columns${state.step === 'prepare' ? ' add-cluster__columns--wide' : ''}`}>
        <div className="add-cluster__rail">
          <Steps
            label={t('stepsLabel')}
            currentId={state.step}
            steps={steps.map(({ id, state: step, ...place }) => ({
              id,
              ...(!place.isPart && { number: place.number }),
              title: t(`step.${id}`),
              state: RAIL_STATES[step],
              note: t(`stepState.${step}`),
              isReachable: transition(state, { type: 'moved', to: id }) !== state,
            }))}
            onSelect={(to) => dispatch({ type: 'moved', to })}
          />
        </div>
        <div className="add-cluster__step">
          <StepHeading step={state.step} note={t('stepOf', { number, total: STEP_COUNT })} />
          <StepContent wizard={wizard} renderPreparation={renderPreparation} />
        </div>
        {state.step !== 'prepare' && <StepAside state={state} />}
      </div>
      <LeaveGuard wouldLose={wouldLose(state)} />
    </div>
  );
}

/** Takes the focus whenever the step changes, so that a screen reader starts at the top of the new one. */
function StepHeading({ step, note }: { step: WizardState['step']; note: string }) {
  const t = useText('add-cluster');
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<StepId>(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  return (
    <header className="add-cluster__step-head">
      <span className="fl-dim">{note}</span>
      <h2 ref={heading} tabIndex={-1} className="add-cluster__step-title">
        {t(`step.${step}`)}
      </h2>
    </header>
  );
}
