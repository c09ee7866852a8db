import type { ClusterSummary } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { Suspense, useEffect, type ReactNode } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonLines } from '../../shared/ui/loading.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import type { AddClusterPageProps } from './add-cluster-page.tsx';
import { ChecksStep, ConnectionStep, DoneStep, loadLaterSteps, ReviewStep } from './later-steps.ts';
import { BasicsStep } from './steps/basics-step.tsx';
import type { AddCluster } from './use-add-cluster.ts';
import { useChecks } from './use-checks.ts';
import { useJoining } from './use-joining.ts';
import { draftOf, type StepId, type WizardState } from './wizard.ts';

interface StepContentProps extends AddClusterPageProps {
  readonly wizard: AddCluster;
}

/** Whichever step is current; the ones after the first come while the first is filled in. */
export function StepContent(props: StepContentProps) {
  useEffect(() => void loadLaterSteps(), []);
  return (
    <Suspense
      fallback={
        <Loading>
          <SkeletonLines lines={6} />
        </Loading>
      }
    >
      <CurrentStep {...props} />
    </Suspense>
  );
}

/** The container of the current step. */
function CurrentStep({ wizard, renderPreparation }: StepContentProps) {
  const { state, dispatch, sealing, importing } = wizard;
  const goTo = (to: StepId): void => dispatch({ type: 'moved', to });
  const next = (): void => dispatch({ type: 'next', taken: wizard.taken });
  switch (state.step) {
    case 'basics':
      return (
        <BasicsStep
          basics={state.basics}
          taken={wizard.taken}
          onChange={(basics) => dispatch({ type: 'basics:changed', basics })}
          onNext={next}
        />
      );
    case 'connection':
      return (
        <ConnectionStep
          connection={state.connection}
          endpoint={state.endpoint}
          isSealing={sealing.isPending}
          error={sealing.error}
          onText={(text) => dispatch({ type: 'kubeconfig:changed', text })}
          onContext={(contextName) => dispatch({ type: 'context:chosen', contextName })}
          onEndpoint={(endpoint) => dispatch({ type: 'endpoint:changed', endpoint })}
          onReplace={() => dispatch({ type: 'connection:replaced' })}
          onSeal={sealing.seal}
          onNext={next}
          onBack={() => goTo('basics')}
        />
      );
    case 'checks':
      return <CheckingStep state={state} wizard={wizard} onNext={next} goTo={goTo} />;
    case 'prepare':
      return (
        <PreparingStep onBack={() => goTo('checks')}>
          {renderPreparation({
            target: { kind: 'connection', sealed: state.sealed.sealed },
            onPrepared: () => dispatch({ type: 'prepared' }),
          })}
        </PreparingStep>
      );
    case 'review':
      return (
        <ReviewStep
          draft={draftOf(state)}
          sealed={state.sealed}
          report={state.report}
          attempt={state.attempt}
          error={importing.error}
          onGoTo={goTo}
          onImport={importing.run}
        />
      );
    case 'done':
      return (
        <JoiningStep
          state={state}
          onChanged={(cluster) => dispatch({ type: 'cluster:changed', cluster })}
          onAnother={() => dispatch({ type: 'restarted' })}
        />
      );
  }
}

interface CheckingStepProps {
  readonly state: Extract<WizardState, { step: 'checks' }>;
  readonly wizard: AddCluster;
  readonly onNext: () => void;
  readonly goTo: (to: StepId) => void;
}

function CheckingStep({ state, wizard: { dispatch }, onNext, goTo }: CheckingStepProps) {
  const { sealed, basics, run, report } = state;
  // A report that is at hand (coming back, or the one an import was refused with) is shown; only a new run asks again.
  const request = report
    ? undefined
    : { target: { kind: 'connection', sealed: sealed.sealed } as const, name: basics.name, run };
  const checks = useChecks(request, {
    onReport: (number, found) => dispatch({ type: 'checks:reported', run: number, report: found }),
    onProblem: ({ code }) => {
      if (code === 'connection.expired' || code === 'connection.not-yours')
        dispatch({ type: 'connection:expired' });
    },
  });
  return (
    <ChecksStep
      run={checks}
      report={report}
      sealedUntil={sealed.expiresAt}
      onRepeat={() => dispatch({ type: 'checks:repeated' })}
      onNext={onNext}
      onBack={() => goTo('connection')}
      onReplace={() => dispatch({ type: 'connection:replaced' })}
    />
  );
}

function PreparingStep({ children, onBack }: { children: ReactNode; onBack: () => void }) {
  const t = useText('add-cluster');
  return (
    <div className="add-cluster__form">
      <p className="add-cluster__note">
        {t('aside.prepare')} {t('prepare.text')}
      </p>
      {children}
      <div className="add-cluster__foot">
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}

interface JoiningStepProps {
  readonly state: Extract<WizardState, { step: 'done' }>;
  readonly onChanged: (cluster: ClusterSummary) => void;
  readonly onAnother: () => void;
}

function JoiningStep({ state: { cluster, report }, onChanged, onAnother }: JoiningStepProps) {
  const joining = useJoining(cluster.name, onChanged);
  const now = useNow(1000);
  return <DoneStep cluster={cluster} joining={joining} report={report} now={now} onAnother={onAnother} />;
}
