import {
  onCollecting,
  onComponentStatus,
  onStartInstalling,
  onTaskFailedBlock,
  onTotal,
} from './component-steps.ts';
import { gatherLine } from './gather-line.ts';
import type { InstallProgress } from './install-progress.ts';
import type { LogLine } from './log-line.ts';
import {
  onBanner,
  onConfigurationMissing,
  onConsole,
  onFinishFailed,
  onMigrated,
  onOperator,
  onTraceback,
} from './operator-steps.ts';
import { onFatal, onIgnoring, onPlay, onRecap, onTask } from './play-steps.ts';
import type { ProgressStep } from './progress-transitions.ts';

// The pattern strips terminal colours, should an installer ever write them.
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g;

/** The first letters of the lines that matter; everything else is passed over at once. */
const STEPS: Readonly<Record<string, readonly (readonly [string, ProgressStep])[]>> = {
  P: [['PLAY', onPlay]],
  T: [
    ['TASK [', onTask],
    ["Task '", onTaskFailedBlock],
    ['Traceback', onTraceback],
    ['The configuration file', onConfigurationMissing],
  ],
  f: [
    ['fatal: ', onFatal],
    ['failed: [', onFatal],
  ],
  '.': [['...ignoring', onIgnoring]],
  l: [['localhost ', onRecap]],
  S: [['Start installing', onStartInstalling]],
  t: [
    ['task ', onComponentStatus],
    ['total:', onTotal],
  ],
  C: [
    ['Collecting installation results', onCollecting],
    ['Console: ', onConsole],
    ['Create cluster', onMigrated],
  ],
  F: [['Failed to ansible-playbook', onFinishFailed]],
  '#': [['###', onBanner]],
  2: [['2', onOperator]],
};

const step: ProgressStep = (progress, text, place) => {
  const candidates = STEPS[text.charAt(0)];
  if (!candidates) return progress;
  for (const [prefix, apply] of candidates) {
    if (text.startsWith(prefix)) return apply(progress, text, place);
  }
  return progress;
};

/**
 * What the log says after one more line (facts: ks-installer `controller/installRunner.py`, 3.0–3.4). Understands both formats of the parallel phase,
 * logs joined in the middle and several runs in one log; `...ignoring` and `FAILED - RETRYING` are no failures. Constant work per line; returns the
 * same object when a line says nothing.
 */
export const reduceProgress = (
  progress: InstallProgress,
  line: LogLine,
  lineNumber: number,
): InstallProgress => {
  const text = line.text.includes('\u001b') ? line.text.replace(ANSI, '') : line.text;
  const gathered = gatherLine(progress, text);
  if (gathered.taken) return gathered.progress;
  return step(gathered.progress, text, { at: line.at, line: lineNumber });
};
