import type { SealedConnection } from '@flotilla/contracts';
import { clusterDraftIssues, type ClusterDraft } from '@flotilla/kubesphere';
import type {
  Basics,
  Checking,
  Connection,
  Done,
  Entered,
  Reviewing,
  StepId,
  WizardEvent,
  WizardState,
} from './wizard-state.ts';

export { STEP_IDS } from './wizard-state.ts';
export type { Attempt, Basics, Connection, StepId, WizardEvent, WizardState } from './wizard-state.ts';

const NO_BASICS: Basics = { name: '', alias: '', tag: '', provider: '', description: '' };
const NO_TEXT: Extract<Connection, { kind: 'typing' }> = { kind: 'typing', text: '', hasExpired: false };

export const initialWizard: WizardState = {
  step: 'basics',
  basics: NO_BASICS,
  endpoint: '',
  run: 0,
  isPrepared: false,
  connection: NO_TEXT,
};

/** The next state. An event that means nothing in a state leaves it as it is (the same object). */
export function transition(state: WizardState, event: WizardEvent): WizardState {
  if (state.step === 'done') return joining(state, event);
  switch (event.type) {
    case 'basics:changed':
      return state.step === 'basics' ? { ...state, basics: event.basics } : state;
    case 'kubeconfig:changed':
    case 'context:chosen':
      return withText(state, event);
    case 'endpoint:changed':
      return state.step === 'connection' ? { ...state, endpoint: event.endpoint } : state;
    case 'connection:sealed':
      return state.step === 'connection' ? toChecks(state, event.sealed) : state;
    case 'connection:replaced':
      return withoutConnection(state, NO_TEXT);
    case 'connection:expired':
      return connectionOf(state).kind === 'sealed'
        ? withoutConnection(state, { ...NO_TEXT, hasExpired: true })
        : state;
    case 'checks:reported':
      return state.step === 'checks' && state.run === event.run ? { ...state, report: event.report } : state;
    case 'checks:repeated':
      return state.step === 'checks' ? toChecks(state, state.sealed) : state;
    case 'prepared':
      return state.step === 'prepare' ? toChecks({ ...state, isPrepared: true }, state.sealed) : state;
    case 'import:pressed':
    case 'import:unanswered':
    case 'import:refused':
    case 'import:succeeded':
      return state.step === 'review' ? importing(state, event) : state;
    case 'cluster:changed':
      return state;
    case 'restarted':
      return { ...initialWizard, run: state.run };
    case 'next':
      return next(state, event.taken);
    case 'moved':
      return moved(state, event.to);
  }
}

/** Whether leaving now would throw away something a person entered. */
export function wouldLose(state: WizardState): boolean {
  if (state.step === 'done') return false;
  const connection = connectionOf(state);
  if (connection.kind === 'sealed' || connection.text !== '' || state.endpoint !== '') return true;
  return Object.values(state.basics).some((value) => value !== '');
}

/** What was collected, with empty members left out, as it goes over the wire. */
export function draftOf(state: Exclude<WizardState, Done>): ClusterDraft {
  const optional = { ...state.basics, name: undefined, kubesphereApiEndpoint: state.endpoint };
  const given = Object.entries(optional).flatMap(([key, value]) => {
    const text = value?.trim() ?? '';
    return text === '' ? [] : [[key, text] as const];
  });
  return { name: state.basics.name, ...Object.fromEntries(given) };
}

/** The connection as it stands, whatever the step. */
export function connectionOf(state: Exclude<WizardState, Done>): Connection {
  return 'connection' in state ? state.connection : { kind: 'sealed', sealed: state.sealed };
}

const enteredOf = ({ basics, endpoint, run, isPrepared }: Entered): Entered => ({
  basics,
  endpoint,
  run,
  isPrepared,
});

/** Another kubeconfig may be another member's. */
const withoutConnection = (state: Entered, connection: typeof NO_TEXT): WizardState => ({
  ...enteredOf(state),
  isPrepared: false,
  step: 'connection',
  connection,
});

const toChecks = (state: Entered, sealed: SealedConnection): Checking => ({
  ...enteredOf(state),
  step: 'checks',
  run: state.run + 1,
  sealed,
});

function joining(state: Done, event: WizardEvent): WizardState {
  switch (event.type) {
    case 'restarted':
      return { ...initialWizard, run: state.run };
    case 'cluster:changed':
      return event.cluster.name === state.cluster.name ? { ...state, cluster: event.cluster } : state;
    default:
      return state;
  }
}

function withText(
  state: Exclude<WizardState, Done>,
  event: Extract<WizardEvent, { type: 'kubeconfig:changed' | 'context:chosen' }>,
): WizardState {
  if (state.step !== 'connection' || state.connection.kind !== 'typing') return state;
  const { connection } = state;
  if (event.type === 'context:chosen')
    return { ...state, connection: { ...connection, contextName: event.contextName } };
  return { ...state, connection: { ...connection, text: event.text, hasExpired: false } };
}

function importing(state: Reviewing, event: Extract<WizardEvent, { type: `import:${string}` }>): WizardState {
  switch (event.type) {
    case 'import:pressed':
      if (state.attempt.kind === 'running') return state;
      return {
        ...state,
        attempt: {
          kind: 'running',
          requestId: state.attempt.kind === 'unanswered' ? state.attempt.requestId : event.requestId,
        },
      };
    case 'import:unanswered':
      return state.attempt.kind === 'running'
        ? { ...state, attempt: { ...state.attempt, kind: 'unanswered' } }
        : state;
    case 'import:refused':
      // A report that came with the refusal is newer than ours: it is what must be looked at now.
      if (event.report)
        return { ...enteredOf(state), step: 'checks', sealed: state.sealed, report: event.report };
      return { ...state, attempt: { kind: 'idle' } };
    case 'import:succeeded':
      return {
        step: 'done',
        run: state.run,
        isPrepared: state.isPrepared,
        cluster: event.cluster,
        report: state.report,
      };
  }
}

function next(state: Exclude<WizardState, Done>, taken: readonly string[]): WizardState {
  switch (state.step) {
    case 'basics':
      return clusterDraftIssues(draftOf(state), taken).some(({ path }) => path[0] !== 'kubesphereApiEndpoint')
        ? state
        : { ...state, step: 'connection' };
    case 'connection':
      return state.connection.kind === 'sealed' ? toChecks(state, state.connection.sealed) : state;
    case 'checks':
      return afterChecks(state);
    case 'prepare':
    case 'review':
      return state;
  }
}

function afterChecks(state: Checking): WizardState {
  const { sealed, report } = state;
  if (report?.verdict === 'ready')
    return { ...enteredOf(state), step: 'review', sealed, report, attempt: { kind: 'idle' } };
  if (report?.verdict === 'needs-preparation')
    return { ...enteredOf(state), step: 'prepare', sealed, report };
  return state;
}

/** The browser's Back and Forward, and a press on a step. Backwards always works; forwards only over ground that has been covered. */
function moved(state: Exclude<WizardState, Done>, to: StepId): WizardState {
  if (to === state.step || to === 'done') return state;
  // While an import is under way its answer decides where to go.
  if (state.step === 'review' && state.attempt.kind === 'running') return state;
  const connection = connectionOf(state);
  switch (to) {
    case 'basics':
      return { ...enteredOf(state), step: 'basics', connection };
    case 'connection':
      return clusterDraftIssues(draftOf(state)).some(({ path }) => path[0] === 'name')
        ? state
        : { ...enteredOf(state), step: 'connection', connection };
    case 'checks':
      if (state.step === 'review' || state.step === 'prepare')
        return { ...enteredOf(state), step: 'checks', sealed: state.sealed, report: state.report };
      return connection.kind === 'sealed' ? toChecks(state, connection.sealed) : state;
    case 'prepare':
    case 'review': {
      const after = state.step === 'checks' ? afterChecks(state) : state;
      return after.step === to ? after : state;
    }
  }
}
