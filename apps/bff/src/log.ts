import { redactLogLine } from '@flotilla/kubesphere';
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Never logged whatever object holds them, should anybody hand one over. pino's wildcard covers one level. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'sealed',
  'kubeconfig',
  'password',
  'jwtSecret',
  'yaml',
  'body',
];

/** The server's log, one JSON object a line. The destination belongs to the caller. */
export function createLog(options: { level: string; destination: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]),
        censor: '(redacted)',
      },
      serializers: { err: describeError },
    },
    options.destination,
  );
}

/** Name, message, stack and causes as redacted text: an error of a library may quote what it was given. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    stack: redactText(error.stack ?? error.message),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

const redactText = (text: string): string =>
  text
    .split('\n')
    .map((line) => redactLogLine(line))
    .join('\n');
