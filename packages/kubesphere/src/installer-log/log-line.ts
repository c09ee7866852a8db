/** A line as the API server sends it with `timestamps=true`: the kubelet's time (RFC 3339, nanoseconds) and the container's own text. */
export interface LogLine {
  readonly at: string;
  readonly text: string;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const LONGEST_TIMESTAMP = 35;

/** Splits off the kubelet's timestamp; `undefined` when there is none (a message of the API server, a cut line). A trailing CR is dropped. */
export const parseLogLine = (raw: string): LogLine | undefined => {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const space = line.indexOf(' ');
  const at = space === -1 ? line : line.slice(0, space);
  if (at.length > LONGEST_TIMESTAMP || !TIMESTAMP.test(at)) return undefined;
  return { at, text: space === -1 ? '' : line.slice(space + 1) };
};

export type LineLevel = 'info' | 'warn' | 'error' | 'success' | 'plain';

const LEVELS: readonly (readonly [LineLevel, RegExp])[] = [
  ['warn', /^(\[WARNING\]|FAILED - RETRYING|\.\.\.ignoring)|^\S+ WARN\w*\s+:|\[DEPRECATION WARNING\]/],
  ['success', /Welcome to KubeSphere!|^task \S+ status is successful/],
  [
    'error',
    /^(fatal: |failed: |ERROR!|Traceback |Failed to ansible-playbook )|^\S+ (ERROR|FATAL)\s+:|^task \S+ status is failed|^Task '.*' failed:|^The configuration file does not exist|: (failed|unreachable)=[1-9]|\b(failed|unreachable)=[1-9]/,
  ],
  [
    'info',
    /^(PLAY|TASK) |^\S+ INFO\s+:|^Start installing |^(Waiting for all tasks|Collecting installation results)/,
  ],
];

/** How a line of ks-installer reads at a glance; a retry is a warning, never an error (facts: `FAILED - RETRYING` is no failure). */
export const lineLevel = (text: string): LineLevel =>
  LEVELS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'plain';
