import { STEP_IDS, type StepId, type WizardState } from './wizard.ts';

/** How a step is shown on the rail. `attention`: its checks found something that keeps the reader from going on. */
export type StepState = 'done' | 'current' | 'attention' | 'ahead';

/** The steps on the rail with their states. Prepare is only there when the member turned out to need it. */
export function stepStates(
  state: WizardState,
  needsPreparation: boolean,
): readonly { readonly id: StepId; readonly state: StepState }[] {
  const shown = STEP_IDS.filter((id) => id !== 'prepare' || needsPreparation || state.step === 'prepare');
  const current = shown.indexOf(state.step);
  return shown.map((id, index) => {
    if (index > current) return { id, state: 'ahead' };
    if (index < current) return { id, state: 'done' };
    return { id, state: hasTrouble(state) ? 'attention' : 'current' };
  });
}

function hasTrouble(state: WizardState): boolean {
  if (state.step === 'checks')
    return state.report !== undefined && ['refused', 'needs-host'].includes(state.report.verdict);
  return state.step === 'done' && state.cluster.status.state === 'failed';
}
