import { INSTALL_PHASES, type InstallPhase } from './install-progress.ts';
import { kindOfPlayFailure, liftResult } from './lift-failure.ts';
import {
  COLLECT_LIMIT,
  ensureRun,
  enterPhase,
  failRun,
  withReading,
  type ProgressStep,
} from './progress-transitions.ts';

const phaseOfTask = (text: string): InstallPhase | undefined => {
  const role = /^TASK \[([\w-]+)/.exec(text)?.[1]?.toLowerCase();
  return INSTALL_PHASES.slice(0, 4).find((phase) => phase === role);
};

export const onPlay: ProgressStep = (before, text, place) => {
  if (text.startsWith('PLAY RECAP')) return before;
  if (!text.startsWith('PLAY [')) return before;
  const progress = ensureRun(before, place.at);
  const { plays } = progress.reading;
  if (plays === -1) return progress;
  const phase = INSTALL_PHASES[Math.min(plays, 3)] ?? 'ks-core';
  return enterPhase(withReading(progress, { ...progress.reading, plays: plays + 1 }), phase, place);
};

export const onTask: ProgressStep = (before, text, place) => {
  const running = ensureRun(before, place.at);
  const phase = phaseOfTask(text);
  const progress = phase === undefined ? running : enterPhase(running, phase, place);
  // A task after a fatal result means the failure was rescued or ignored.
  const { fatal: _rescued, ...reading } = progress.reading;
  return { ...progress, reading, task: text.slice(6, text.lastIndexOf(']')) };
};

export const onFatal: ProgressStep = (before, text, { at, line }) => {
  const progress = ensureRun(before, at);
  // Of a loop the first failed item is the cause; `fatal:` after it only says that some item failed.
  if (progress.reading.fatal && progress.reading.fatal.task === progress.task) return progress;
  const fatal = { line, text: text.slice(0, COLLECT_LIMIT), open: text.endsWith('=> {') };
  return withReading(progress, {
    ...progress.reading,
    fatal: { ...fatal, ...(progress.task !== undefined && { task: progress.task }) },
  });
};

export const onIgnoring: ProgressStep = (progress) => {
  const { fatal, ...reading } = progress.reading;
  return fatal ? withReading(progress, reading) : progress;
};

export const onRecap: ProgressStep = (before, text, { at, line }) => {
  if (!/\b(failed|unreachable)=[1-9]/.test(text)) return onIgnoring(before, text, { at, line });
  const progress = ensureRun(before, at);
  const { fatal } = progress.reading;
  const message = fatal && liftResult(fatal.text);
  const subject = fatal?.task ?? progress.task ?? progress.phase;
  return failRun(
    progress,
    {
      kind: kindOfPlayFailure(message),
      ...(subject !== undefined && { subject }),
      ...(message !== undefined && { message }),
      line: fatal?.line ?? line,
    },
    at,
  );
};
