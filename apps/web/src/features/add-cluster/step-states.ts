import { STEP_IDS, type StepId, type WizardState } from './wizard.ts';

/** How a step is shown on the rail. `attention`: its checks found something that keeps the reader from going on. */
export type StepState = 'done' | 'current' | 'attention' | 'ahead';

export interface RailStep {
  readonly id: StepId;
  readonly state: StepState;
  /** Its place in the count. The preparation has its step's: it is a part of the checks, so that the count stays the same whether it is needed or not. */
  readonly number: number;
  readonly isPart: boolean;
}

const COUNTED = STEP_IDS.filter((id) => id !== 'prepare');
export const STEP_COUNT = COUNTED.length;

/** The steps on the rail with their states. Prepare is there when the member turned out to need it, and stays when it was done. */
export function stepStates(state: WizardState): readonly RailStep[] {
  const current = STEP_IDS.indexOf(state.step);
  return STEP_IDS.filter((id) => id !== 'prepare' || showsPreparation(state)).map((id) => {
    const isPart = id === 'prepare';
    const number = COUNTED.indexOf(isPart ? 'checks' : id) + 1;
    return { id, number, isPart, state: stateOf(state, id, STEP_IDS.indexOf(id) - current) };
  });
}

/** `offset`: how far behind the current step it lies. */
function stateOf(state: WizardState, id: StepId, offset: number): StepState {
  if (offset === 0) return currentState(state);
  if (id === 'prepare' && state.isPrepared) return 'done';
  return offset > 0 ? 'ahead' : 'done';
}

function currentState(state: WizardState): StepState {
  if (state.step === 'checks')
    return state.report && ['refused', 'needs-host'].includes(state.report.verdict) ? 'attention' : 'current';
  if (state.step !== 'done') return 'current';
  const { status } = state.cluster;
  if (status.state === 'failed') return 'attention';
  return status.state === 'ready' ? 'done' : 'current';
}

function showsPreparation(state: WizardState): boolean {
  if (state.isPrepared || state.step === 'prepare') return true;
  return state.step === 'checks' && state.report?.verdict === 'needs-preparation';
}
