import { useEffect, useRef } from 'react';
import './steps.css';
import { StateIcon, type StateTone } from './state-badge.tsx';

export interface Step<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Its place in the count; without one it is a part of the step before it. */
  readonly number?: number;
  readonly state: 'done' | 'current' | 'todo' | 'attention' | 'busy';
  /** The state in words, for everyone: "Done", "2 problems". */
  readonly note?: string;
  readonly isReachable?: boolean;
}

const TONES: Readonly<Record<Step<string>['state'], StateTone>> = {
  done: 'ok',
  current: 'info',
  todo: 'neutral',
  attention: 'fail',
  busy: 'busy',
};

interface StepsProps<Id extends string> {
  readonly label: string;
  readonly steps: readonly Step<Id>[];
  readonly currentId: Id;
  readonly onSelect?: (id: Id) => void;
}

/** An ordered list that says where one is: `aria-current="step"`, a number, an icon and a word, never colour alone. */
export function Steps<Id extends string>({ label, steps, currentId, onSelect }: StepsProps<Id>) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // On a narrow screen the list scrolls sideways: the current step must be in sight.
    const here = list.current?.querySelector('.steps__step--here');
    if (list.current && here instanceof HTMLElement)
      list.current.scrollLeft = here.offsetLeft - list.current.offsetLeft;
  }, [currentId]);
  return (
    <nav aria-label={label} className="steps">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a narrow screen the list scrolls sideways, also when no step is a button */}
      <ol ref={list} tabIndex={0}>
        {steps.map((step) => {
          const isCurrent = step.id === currentId;
          const inside = (
            <>
              <span className="steps__mark" aria-hidden="true">
                {step.number !== undefined && (step.state === 'todo' || step.state === 'current') ? (
                  step.number
                ) : (
                  <StateIcon tone={TONES[step.state]} size={step.number === undefined ? 16 : 18} />
                )}
              </span>
              <span className="steps__words">
                <span className="steps__title">{step.title}</span>
                {step.note === undefined ? null : <span className="steps__note">{step.note}</span>}
              </span>
            </>
          );
          return (
            <li
              key={step.id}
              className={`steps__step steps__step--${step.state}${isCurrent ? ' steps__step--here' : ''}${step.number === undefined ? ' steps__step--part' : ''}`}
            >
              {onSelect !== undefined && step.isReachable === true && !isCurrent ? (
                <button type="button" className="steps__link" onClick={() => onSelect(step.id)}>
                  {inside}
                </button>
              ) : (
                <div className="steps__link" aria-current={isCurrent ? 'step' : undefined}>
                  {inside}
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
