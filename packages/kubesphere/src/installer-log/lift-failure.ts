import type { InstallFailure } from './install-progress.ts';
import { redactLogLine } from './redact-log-line.ts';

const MESSAGE_LIMIT = 2_048;
/** Ansible's own words when the cause is somewhere else in the result. */
const SAYS_NOTHING = /^(non-zero return code|All items completed|MODULE FAILURE.*|See stdout\/stderr.*|)$/;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const meaningful = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : '';
  return SAYS_NOTHING.test(text) ? undefined : text;
};

/** The cause inside an Ansible result: of a loop, the first failed item; else stderr, the message, stdout (a pipe to grep fails with an empty stderr). */
const causeOf = (result: unknown): string | undefined => {
  if (!isRecord(result)) return undefined;
  const { results } = result;
  const failedItem: unknown = Array.isArray(results)
    ? results.find((item: unknown) => isRecord(item) && item['failed'] === true)
    : undefined;
  const fromItem = causeOf(failedItem);
  if (fromItem !== undefined) return fromItem;
  const fields = [
    result['stderr'],
    result['msg'],
    result['module_stderr'],
    result['stdout'],
    result['exception'],
  ];
  for (const field of fields) {
    const text = meaningful(field);
    if (text !== undefined) return text;
  }
  return undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** For JSON that was cut: the first telling string field in it. */
const causeInCutJson = (text: string): string | undefined => {
  for (const field of ['stderr', 'msg', 'stdout']) {
    for (const match of text.matchAll(new RegExp(`"${field}": ("(?:[^"\\\\]|\\\\.)*")`, 'g'))) {
      const cause = meaningful(parseJson(match[1] ?? ''));
      if (cause !== undefined) return cause;
    }
  }
  return undefined;
};

const toMessage = (cause: string | undefined): string | undefined => {
  if (cause === undefined) return undefined;
  const safe = cause.split('\n').map(redactLogLine).join('\n');
  return safe.length > MESSAGE_LIMIT ? `${safe.slice(0, MESSAGE_LIMIT - 1)}…` : safe;
};

/** The message of a `fatal: … => {json}` or `failed: … => {json}` line (also over several lines), without secrets, at most 2 KB. */
export const liftResult = (text: string): string | undefined => {
  const start = text.indexOf('=> ');
  if (start === -1) return toMessage(meaningful(text.slice(text.indexOf('! ') + 1)));
  const json = text.slice(start + 3);
  const parsed = parseJson(json);
  return toMessage(parsed === undefined ? causeInCutJson(json) : causeOf(parsed));
};

/** The task and message of the JSON below `Task '…' failed:` (ansible-runner's event; 3.0–3.4 `controller/installRunner.py`). */
export const liftEvent = (text: string): { readonly task?: string; readonly message?: string } => {
  const parsed = parseJson(text);
  const event = isRecord(parsed) ? parsed : {};
  const data = isRecord(event['event_data']) ? event['event_data'] : {};
  const stdout = typeof event['stdout'] === 'string' ? event['stdout'] : '';
  const message =
    toMessage(causeOf(data['res'])) ?? (stdout === '' ? toMessage(causeInCutJson(text)) : liftResult(stdout));
  const task = typeof data['task'] === 'string' ? data['task'] : undefined;
  return { ...(task !== undefined && { task }), ...(message !== undefined && { message }) };
};

/** Prechecks of the preinstall play (`roles/preinstall`, `roles/ks-core/init-token` for the password, 3.3+); 3.0 words the first one differently. */
const PRECHECKS: readonly (readonly [InstallFailure, RegExp])[] = [
  ['kubernetes-unsupported', /The current (Kubernetes|k8s) version is not supported/i],
  ['default-storage-class-missing', /Default StorageClass was not found/i],
  ['storage-class-missing', /StorageClass\b.*was not found/i],
  ['admin-password-weak', /Admin password must contain/i],
];

/** What kind of play failure a message tells of. */
export const kindOfPlayFailure = (message: string | undefined): InstallFailure =>
  PRECHECKS.find(([, pattern]) => pattern.test(message ?? ''))?.[0] ?? 'play-failed';
