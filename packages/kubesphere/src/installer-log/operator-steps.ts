import type { InstallProgress } from './install-progress.ts';
import {
  endRun,
  ensureRun,
  enterPhase,
  failRun,
  startRun,
  withReading,
  type LinePlace,
  type ProgressStep,
} from './progress-transitions.ts';
import { redactLogLine } from './redact-log-line.ts';

export const onBanner: ProgressStep = (before, text, place) => {
  if (!text.includes('Welcome to KubeSphere!')) return before;
  const progress = enterPhase(ensureRun(before, place.at), 'result', place);
  return endRun(progress, progress.failure ? 'failed' : 'succeeded', place.at);
};

export const onConsole: ProgressStep = (progress, text) => {
  const consoleUrl = /^Console: (\S+)/.exec(text)?.[1];
  return consoleUrl === undefined || consoleUrl === progress.consoleUrl
    ? progress
    : { ...progress, consoleUrl };
};

export const onFinishFailed: ProgressStep = (before, text, { at, line }) => {
  const subject = /^Failed to ansible-playbook (\S+)/.exec(text)?.[1];
  return subject === undefined
    ? before
    : failRun(ensureRun(before, at), { kind: 'finish-failed', subject, line }, at);
};

export const onConfigurationMissing: ProgressStep = (before, text, { at, line }) =>
  text.startsWith('The configuration file does not exist')
    ? failRun(ensureRun(before, at), { kind: 'configuration-file-missing', line }, at)
    : before;

export const onTraceback: ProgressStep = (progress, text, { line }) =>
  text.startsWith('Traceback (most recent call last)')
    ? withReading(progress, { ...progress.reading, traceback: { line } })
    : progress;

/** The hook deletes and re-creates the object when it migrates it, and exits; the new object starts the real run (3.1+). */
export const onMigrated: ProgressStep = (progress, text, { at }) =>
  text.startsWith('Create cluster configuration successfully') && progress.state === 'running'
    ? endRun(progress, 'idle', at)
    : progress;

const crash = (progress: InstallProgress, subject: string, { at, line }: LinePlace): InstallProgress => {
  const cause = progress.reading.lastError;
  return failRun(
    progress,
    {
      kind: 'crashed',
      subject,
      ...(cause && { message: redactLogLine(cause.text.trim()).slice(0, 2_048) }),
      line: cause?.line ?? line,
    },
    at,
  );
};

/** shell-operator's own lines: `2022-04-25T17:08:21+08:00 INFO     : Running hook …`. */
export const onOperator: ProgressStep = (progress, text, place) => {
  const isError = / ERROR\s+: /.test(text);
  if (!isError && !text.includes('INFO')) return progress;
  if (text.includes("Running hook 'kubesphere/installRunner.py'")) return startRun(progress, place.at, 0);
  if (text.includes("TASK_HOOK_RUN 'kubesphere/installRunner.py'") && text.includes('failed. Will retry')) {
    return crash(ensureRun(progress, place.at), 'kubesphere/installRunner.py', place);
  }
  if (text.includes('TASK_RUN Exit: program halts') && progress.state !== 'succeeded')
    return crash(progress, 'shell-operator', place);
  if (!isError) return progress;
  return withReading(progress, {
    ...progress.reading,
    lastError: { line: place.line, text: text.slice(text.indexOf(': ') + 2) },
  });
};
