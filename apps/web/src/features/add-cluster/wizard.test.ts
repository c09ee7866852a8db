import type { ClusterSummary } from '@flotilla/kubesphere';
import { describe, expect, it } from 'vitest';
import { stepStates } from './step-states.ts';
import { aCluster, aReport, at, BASICS, play, SEALED } from './testing/wizard-states.ts';
import {
  connectionOf,
  draftOf,
  initialWizard,
  transition,
  wouldLose,
  type StepId,
  type WizardEvent,
  type WizardState,
} from './wizard.ts';

const next: WizardEvent = { type: 'next', taken: [] };
const moved = (to: StepId): WizardEvent => ({ type: 'moved', to });

describe('Next', () => {
  it.each([
    ['basics complete', at.basics, next, 'connection'],
    ['basics without a name', () => initialWizard, next, 'basics'],
    ['basics with a taken name', at.basics, { type: 'next', taken: ['member-a'] }, 'basics'],
    ['connection not sealed yet', at.connection, next, 'connection'],
    ['connection sealed', () => play(at.checks(), moved('connection')), next, 'checks'],
    ['checks not answered yet', at.checks, next, 'checks'],
    ['checks ready', () => at.checks('ready'), next, 'review'],
    ['checks need preparation', () => at.checks('needs-preparation'), next, 'prepare'],
    ['checks need the host', () => at.checks('needs-host'), next, 'checks'],
    ['checks refused', () => at.checks('refused'), next, 'checks'],
    ['preparation is left by its facts only', at.prepare, next, 'prepare'],
    ['review is left by its import only', at.review, next, 'review'],
  ] as const)('%s', (_, state, event, step) => {
    expect(transition(state(), event).step).toBe(step);
  });
});

describe('moves (Back, Forward, a press on a step)', () => {
  it.each([
    ['connection', at.connection, 'basics', 'basics'],
    ['checks', at.checks, 'basics', 'basics'],
    ['checks', at.checks, 'connection', 'connection'],
    ['prepare', at.prepare, 'checks', 'checks'],
    ['review', at.review, 'checks', 'checks'],
    ['review', at.review, 'connection', 'connection'],
    ['basics with a name', at.basics, 'connection', 'connection'],
    ['basics without a name', () => initialWizard, 'connection', 'basics'],
    ['an unsealed connection', at.connection, 'checks', 'connection'],
    ['unanswered checks', at.checks, 'review', 'checks'],
    ['ready checks', () => at.checks('ready'), 'review', 'review'],
    ['ready checks', () => at.checks('ready'), 'prepare', 'checks'],
    ['a running import', at.importing, 'basics', 'review'],
    ['done', at.done, 'basics', 'done'],
  ] as const)('from %s', (_, state, to, step) => {
    expect(transition(state(), moved(to)).step).toBe(step);
  });

  it('never loses what was typed, whatever the way back and forth', () => {
    const there = play(at.connection(), moved('basics'), moved('connection'));
    expect(there).toEqual(at.connection());
    const back = play(at.review(), moved('basics'));
    expect(back.step === 'basics' && [back.basics, back.endpoint, connectionOf(back)]).toEqual([
      BASICS,
      'http://10.20.0.8:30880',
      { kind: 'sealed', sealed: SEALED },
    ]);
  });

  it('checks again on the way forward, because what is entered may have changed', () => {
    const again = play(at.review(), moved('basics'), next, next);
    expect(again.step === 'checks' && [again.run, again.report]).toEqual([2, undefined]);
  });
});

describe('the kubeconfig', () => {
  it('is dropped from the state once it is sealed', () => {
    expect(JSON.stringify(at.checks())).not.toContain('apiVersion');
  });

  it('is entered anew after "replace" and after the token expired; everything else stays', () => {
    const replaced = transition(at.review(), { type: 'connection:replaced' });
    expect(replaced).toMatchObject({
      step: 'connection',
      basics: BASICS,
      connection: { kind: 'typing', text: '', hasExpired: false },
    });
    const expired = transition(at.review(), { type: 'connection:expired' });
    expect(expired).toMatchObject({
      step: 'connection',
      endpoint: 'http://10.20.0.8:30880',
      connection: { text: '', hasExpired: true },
    });
  });
});

describe('the checks', () => {
  it('ignore a report of an older run', () => {
    const again = transition(at.checks('refused'), { type: 'checks:repeated' });
    const late = transition(again, { type: 'checks:reported', run: 1, report: aReport('ready') });
    expect(late).toBe(again);
  });

  it('run again by themselves when the member is prepared', () => {
    const state = transition(at.prepare(), { type: 'prepared' });
    expect(state.step === 'checks' && [state.run, state.report]).toEqual([2, undefined]);
  });
});

describe('the import', () => {
  it('is one request however often it is pressed', () => {
    const twice = transition(at.importing(), { type: 'import:pressed', requestId: 'request-2' });
    expect(twice).toEqual(at.importing());
  });

  it('repeats the same request when no answer came', () => {
    const again = play(
      at.importing(),
      { type: 'import:unanswered' },
      { type: 'import:pressed', requestId: 'request-2' },
    );
    expect(again.step === 'review' && again.attempt).toEqual({ kind: 'running', requestId: 'request-1' });
  });

  it('is a new request after a refusal', () => {
    const again = play(
      at.importing(),
      { type: 'import:refused' },
      { type: 'import:pressed', requestId: 'request-2' },
    );
    expect(again.step === 'review' && again.attempt).toEqual({ kind: 'running', requestId: 'request-2' });
  });

  it('shows the report it was refused with', () => {
    const report = aReport('refused');
    expect(transition(at.importing(), { type: 'import:refused', report })).toMatchObject({
      step: 'checks',
      report,
    });
  });

  it('ends at the cluster, from where only a new start leads on', () => {
    const done = at.done();
    expect(done).toEqual({
      step: 'done',
      run: 1,
      isPrepared: false,
      cluster: aCluster(),
      report: aReport('ready'),
    });
    expect(transition(done, { type: 'restarted' })).toEqual({ ...initialWizard, run: 1 });
  });
});

it('leaves the state as it is for every event that means nothing there', () => {
  const events: readonly WizardEvent[] = [
    { type: 'checks:reported', run: 9, report: aReport('ready') },
    { type: 'prepared' },
    { type: 'import:unanswered' },
    { type: 'import:succeeded', cluster: aCluster() },
    { type: 'context:chosen', contextName: 'x' },
  ];
  for (const event of events) {
    const state = at.basics();
    expect(transition(state, event)).toBe(state);
  }
});

it.each([
  ['nothing entered', () => initialWizard, false],
  ['a name', at.basics, true],
  ['a kubeconfig', at.connection, true],
  ['an import done', at.done, false],
] as const)('leaving would lose something: %s', (_, state, lost) => {
  expect(wouldLose(state())).toBe(lost);
});

it('leaves empty members out of the draft', () => {
  const state = at.connection();
  expect(state.step !== 'done' && draftOf(state)).toEqual({
    name: 'member-a',
    tag: 'production',
    kubesphereApiEndpoint: 'http://10.20.0.8:30880',
  });
});

const prepared = (): WizardState => play(at.prepare(), { type: 'prepared' });
const joined = (status: ClusterSummary['status']): WizardState =>
  play(at.done(), { type: 'cluster:changed', cluster: aCluster({ status }) });

it.each([
  [
    'at first',
    at.basics(),
    '1 basics current, 2 connection ahead, 3 checks ahead, 4 review ahead, 5 done ahead',
  ],
  [
    'refused checks',
    at.checks('refused'),
    '1 basics done, 2 connection done, 3 checks attention, 4 review ahead, 5 done ahead',
  ],
  [
    'a preparation that is needed, as a part of the checks',
    at.checks('needs-preparation'),
    '1 basics done, 2 connection done, 3 checks current, (3) prepare ahead, 4 review ahead, 5 done ahead',
  ],
  [
    'a preparation under way',
    at.prepare(),
    '1 basics done, 2 connection done, 3 checks done, (3) prepare current, 4 review ahead, 5 done ahead',
  ],
  [
    'the checks after it',
    prepared(),
    '1 basics done, 2 connection done, 3 checks current, (3) prepare done, 4 review ahead, 5 done ahead',
  ],
  [
    'another kubeconfig, for which nothing is prepared yet',
    play(prepared(), { type: 'connection:replaced' }),
    '1 basics done, 2 connection current, 3 checks ahead, 4 review ahead, 5 done ahead',
  ],
  [
    'a cluster that joins',
    at.done(),
    '1 basics done, 2 connection done, 3 checks done, 4 review done, 5 done current',
  ],
  [
    'a cluster that is ready',
    joined({ state: 'ready' }),
    '1 basics done, 2 connection done, 3 checks done, 4 review done, 5 done done',
  ],
  [
    'a cluster that cannot join',
    joined({ state: 'failed', condition: 'Ready', text: 'no' }),
    '1 basics done, 2 connection done, 3 checks done, 4 review done, 5 done attention',
  ],
])('tells the steps with their numbers and states: %s', (_, state, expected) => {
  const shown = stepStates(state).map(
    ({ id, number, isPart, state: step }) => `${isPart ? `(${number})` : number} ${id} ${step}`,
  );
  expect(shown.join(', ')).toBe(expected);
});
