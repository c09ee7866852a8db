import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { STEP_IDS, type StepId } from './wizard.ts';

/**
 * Keeps one entry of the browser's history per step, so that Back is a move of the machine. `tryMove` answers whether the machine went there; where it
 * declined, the address follows the machine again.
 */
export function useStepHistory(step: StepId, tryMove: (to: StepId) => boolean): void {
  const { history } = useRouter();
  const navigate = useNavigate();
  const agreed = useRef<StepId>(undefined);
  const latest = useRef({ step, tryMove });
  useEffect(() => {
    latest.current = { step, tryMove };
  });

  useEffect(() => {
    if (step === agreed.current) return;
    // At first the address may name a step whose input is gone (a reload): it is corrected, not added to.
    const isFirst = agreed.current === undefined;
    agreed.current = step;
    if (isFirst && stepOf(history.location.hash) === step) return;
    void navigate({ to: '.', ...STAY, hash: hashOf(step), replace: isFirst });
  }, [step, navigate, history]);

  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        // Our own pushes are told too, possibly late: only the browser's Back and Forward are moves.
        if (action.type === 'PUSH' || action.type === 'REPLACE') return;
        const named = stepOf(location.hash);
        if (named === undefined || named === agreed.current) return;
        if (latest.current.tryMove(named)) agreed.current = named;
        else void navigate({ to: '.', ...STAY, hash: hashOf(latest.current.step), replace: true });
      }),
    [history, navigate],
  );
}

const STAY = { hashScrollIntoView: false, resetScroll: false } as const;
const hashOf = (step: StepId): string => (step === 'basics' ? '' : step);

/** The step a hash names; undefined for hashes that are none of the wizard's business (a line of the log). */
function stepOf(hash: string): StepId | undefined {
  const name = hash.replace(/^#/, '');
  return name === '' ? 'basics' : STEP_IDS.find((id) => id === name);
}
