import type { InstallProgress, LogReading } from './install-progress.ts';
import { liftEvent } from './lift-failure.ts';
import { COLLECT_LIMIT, withReading } from './progress-transitions.ts';

/** `taken`: the line belonged to something that goes on over several lines and says nothing else. */
export interface Gathered {
  readonly progress: InstallProgress;
  readonly taken: boolean;
}

const isJsonPart = (text: string): boolean => text === '' || /^[\s{}\]]/.test(text);

/** Puts the message of the finished block into the failure it explains. */
const explain = (progress: InstallProgress, block: NonNullable<LogReading['block']>): InstallProgress => {
  const { failure } = progress;
  const { message } = liftEvent(block.text);
  const isMissing =
    failure?.kind === 'component-failed' &&
    failure.subject === block.component &&
    failure.message === undefined;
  return isMissing && message !== undefined ? { ...progress, failure: { ...failure, message } } : progress;
};

/** The JSON between two rows of stars below `Task '…' failed:`; lines of the other stream in between are read as usual. */
const gatherBlock = (
  progress: InstallProgress,
  block: NonNullable<LogReading['block']>,
  text: string,
): Gathered => {
  const { block: _finished, ...reading } = progress.reading;
  if (text.startsWith('**********')) {
    return block.begun
      ? { progress: withReading(explain(progress, block), reading), taken: true }
      : { progress: withReading(progress, { ...reading, block: { ...block, begun: true } }), taken: true };
  }
  if (!isJsonPart(text)) return { progress, taken: false };
  if (block.text.length > COLLECT_LIMIT) return { progress, taken: true };
  return {
    progress: withReading(progress, { ...reading, block: { ...block, text: `${block.text}${text}\n` } }),
    taken: true,
  };
};

/** The rest of a result whose JSON was printed over several lines, as failed assertions are. */
const gatherResult = (
  progress: InstallProgress,
  fatal: NonNullable<LogReading['fatal']>,
  text: string,
): Gathered => {
  const goesOn = isJsonPart(text) && fatal.text.length <= COLLECT_LIMIT;
  const open = goesOn && text !== '}';
  const next = { ...fatal, text: goesOn ? `${fatal.text}\n${text}` : fatal.text, open };
  return { progress: withReading(progress, { ...progress.reading, fatal: next }), taken: goesOn };
};

/** The first line after a traceback that is not indented names the exception. */
const gatherTraceback = (
  progress: InstallProgress,
  traceback: NonNullable<LogReading['traceback']>,
  text: string,
): Gathered => {
  if (text === '' || text.startsWith(' ')) return { progress, taken: true };
  const { traceback: _finished, ...reading } = progress.reading;
  return {
    progress: withReading(progress, { ...reading, lastError: { line: traceback.line, text } }),
    taken: false,
  };
};

/** Gives a line to whatever is being gathered; nothing is most of the time. */
export const gatherLine = (progress: InstallProgress, text: string): Gathered => {
  const { block, fatal, traceback } = progress.reading;
  if (block) return gatherBlock(progress, block, text);
  if (fatal?.open === true) return gatherResult(progress, fatal, text);
  if (traceback) return gatherTraceback(progress, traceback, text);
  return { progress, taken: false };
};
