import type { InstallProgress } from './install-progress.ts';
import {
  endRun,
  ensureParallelRun,
  ensureRun,
  enterPhase,
  setComponent,
  withReading,
  type LinePlace,
  type ProgressStep,
} from './progress-transitions.ts';

export const onStartInstalling: ProgressStep = (before, text, place) => {
  const name = /^Start installing (\S+)/.exec(text)?.[1];
  if (name === undefined) return before;
  return setComponent(enterPhase(ensureRun(before, place.at), 'components', place), {
    name,
    state: 'installing',
  });
};

const FAILED_COMPONENT = 'component-failed';

const noteFailedComponent = (progress: InstallProgress, subject: string, line: number): InstallProgress =>
  progress.failure ? progress : { ...progress, failure: { kind: FAILED_COMPONENT, subject, line } };

/** Once every component has ended, a failed one decides the run: no banner will follow (3.x `controller/installRunner.py`). */
const settleComponents = (progress: InstallProgress, place: LinePlace): InstallProgress =>
  progress.state === 'running' && progress.failure ? endRun(progress, 'failed', place.at) : progress;

const COMPONENT_STATUS = /^task (\S+) status is (running|successful|failed)(?:\s+\((\d+)\/(\d+)\))?/;
const STATES = { running: 'installing', successful: 'successful', failed: 'failed' } as const;

const withTotal = (progress: InstallProgress, total: number | undefined): InstallProgress =>
  total === undefined || progress.componentsTotal === total
    ? progress
    : { ...progress, componentsTotal: total };

export const onComponentStatus: ProgressStep = (before, text, place) => {
  const [, name = '', status, index, total] = COMPONENT_STATUS.exec(text) ?? [];
  if (status !== 'running' && status !== 'successful' && status !== 'failed') return before;
  const joined = ensureParallelRun(before, place.at);
  const running = joined.state === 'running' ? enterPhase(joined, 'components', place) : joined;
  const noted = withTotal(
    setComponent(running, { name, state: STATES[status] }),
    total === undefined ? undefined : Number(total),
  );
  const progress = status === 'failed' ? noteFailedComponent(noted, name, place.line) : noted;
  return total !== undefined && index === total ? settleComponents(progress, place) : progress;
};

/** 3.0 prints `total: N     completed:M` every ten seconds instead of `(i/n)`. */
export const onTotal: ProgressStep = (before, text, place) => {
  const [, total, completed] = /^total:\s*(\d+)\s+completed:\s*(\d+)/.exec(text) ?? [];
  if (total === undefined || before.state !== 'running') return before;
  const progress = withTotal(before, Number(total));
  return completed === total ? settleComponents(progress, place) : progress;
};

export const onCollecting: ProgressStep = (before, _text, place) =>
  settleComponents(enterPhase(ensureParallelRun(before, place.at), 'result', place), place);

export const onTaskFailedBlock: ProgressStep = (before, text, { at, line }) => {
  const component = /^Task '(.+)' failed:/.exec(text)?.[1];
  if (component === undefined) return before;
  const joined = ensureParallelRun(before, at);
  const progress = noteFailedComponent(
    setComponent(joined, { name: component, state: 'failed' }),
    component,
    line,
  );
  // 3.1+ prints these blocks at the very end.
  const ended = progress.phase === 'result' ? settleComponents(progress, { at, line }) : progress;
  return withReading(ended, { ...ended.reading, block: { component, text: '', begun: false } });
};
