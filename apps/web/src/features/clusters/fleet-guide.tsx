import type { HostState } from '@flotilla/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateBadge, type StateTone } from '../../shared/ui/state-badge.tsx';
import './fleet-guide.css';
import { hostStepOf, type HostStep } from './host-step.ts';

type StepState = 'done' | 'current' | 'within' | 'later' | 'attention';
const TONES: Readonly<Record<StepState, StateTone>> = {
  done: 'ok',
  current: 'info',
  within: 'neutral',
  later: 'neutral',
  attention: 'fail',
};

/** The way from nothing to a fleet: shown while the host is not prepared or no member is there. */
export function FleetGuide({ host }: { host: HostState }) {
  const t = useText('clusters');
  const step = hostStepOf(host);
  const isHostDone = step === 'done' || step === 'notNeeded';
  return (
    <section className="fleet-guide" aria-labelledby="fleet-guide-title">
      <h2 id="fleet-guide-title">{t('guide.title')}</h2>
      <p className="fl-dim">{t('guide.detail')}</p>
      <ol className="fleet-guide__steps">
        <GuideStep
          number={1}
          title={t('guide.host.title')}
          state={hostStepState(step)}
          action={<HostAction step={step} />}
        >
          {t(`guide.host.${step}`)}
        </GuideStep>
        <GuideStep number={2} title={t('guide.member.title')} state={isHostDone ? 'within' : 'later'}>
          {t('guide.member.detail')}
        </GuideStep>
        <GuideStep
          number={3}
          title={t('guide.add.title')}
          state={isHostDone ? 'current' : 'later'}
          action={
            <Button
              variant={isHostDone ? 'filled' : 'default'}
              renderRoot={(props) => <Link to="/clusters/add" {...props} />}
            >
              {t('guide.add.action')}
            </Button>
          }
        >
          {isHostDone ? t('guide.add.detail') : `${t('guide.add.detail')} ${t('guide.add.blocked')}`}
        </GuideStep>
      </ol>
    </section>
  );
}

function hostStepState(step: HostStep): StepState {
  if (step === 'done' || step === 'notNeeded') return 'done';
  return step === 'todo' ? 'current' : 'attention';
}

function HostAction({ step }: { step: HostStep }) {
  const t = useText('clusters');
  if (step === 'todo') {
    return (
      <Button renderRoot={(props) => <Link to="/host/prepare" {...props} />}>{t('guide.host.action')}</Button>
    );
  }
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/host" {...props} />}>
      {t('guide.host.look')}
    </Button>
  );
}

interface GuideStepProps {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function GuideStep({ number, title, state, action, children }: GuideStepProps) {
  const t = useText('clusters');
  return (
    <li className={`fleet-guide__step fl-card fleet-guide__step--${state}`}>
      <span className="fleet-guide__number" aria-hidden="true">
        {number}
      </span>
      <div className="fleet-guide__words">
        <div className="fleet-guide__title">
          <h3>{title}</h3>
          <StateBadge tone={TONES[state]}>{t(`guide.state.${state}`)}</StateBadge>
        </div>
        <p>{children}</p>
      </div>
      {action === undefined ? null : <div className="fleet-guide__action">{action}</div>}
    </li>
  );
}
