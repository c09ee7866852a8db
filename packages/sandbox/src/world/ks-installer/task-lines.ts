import type { Task } from './parse-tasks.ts';

const COLUMNS = 79;
const HOST = '[localhost]';

/** A header as Ansible prints it without a terminal: padded with stars to 79 columns, three at least. */
export function banner(text: string): string {
  return `${text} ${'*'.repeat(Math.max(3, COLUMNS - text.length))}`;
}

/** The header of a task; the role is left out when the name already holds it. */
export function taskBanner({ role, name }: Task): string {
  return banner(`TASK [${name.includes(role) ? name : `${role} : ${name}`}]`);
}

/** What opens each play. */
export const PLAY_OPENING: readonly string[] = [
  '[WARNING]: No inventory was parsed, only implicit localhost is available',
  '[WARNING]: provided hosts list is empty, only localhost is available. Note that',
  "the implicit localhost does not match 'all'",
  '',
  banner('PLAY [localhost]'),
];

export interface RecapCounts {
  ok: number;
  changed: number;
  failed: number;
  skipped: number;
  ignored: number;
}

/** The lines that close a play. */
export function recapLines({ ok, changed, failed, skipped, ignored }: RecapCounts): string[] {
  const count = (name: string, value: number) => `${name}=${value}`.padEnd(name.length + 5);
  const counts = [
    count('ok', ok),
    count('changed', changed),
    count('unreachable', 0),
    count('failed', failed),
    count('skipped', skipped),
    count('rescued', 0),
    count('ignored', ignored),
  ];
  return ['', banner('PLAY RECAP'), `${'localhost'.padEnd(26)} : ${counts.join(' ')}`, ''];
}

/** What a task prints under its banner, and how it counts. */
export function resultLines(
  task: Task,
  { skipped, namespaces }: { skipped: boolean; namespaces: readonly string[] },
): {
  lines: string[];
  counts: Partial<RecapCounts>;
} {
  const { outcome, items } = task;
  const perItem = (word: string) =>
    items.length === 0 ? [`${word}: ${HOST}`] : items.map((item) => `${word}: ${HOST} => (item=${item})`);
  if (skipped || outcome === 'skipping') return { lines: perItem('skipping'), counts: { skipped: 1 } };
  switch (outcome) {
    case 'none':
      return { lines: [], counts: { skipped: 1 } };
    case 'ok':
      return { lines: perItem('ok'), counts: { ok: 1 } };
    case 'message':
      return {
        lines: okWith(['"msg": "Check roles/kubesphere-defaults/defaults/main.yml"']),
        counts: { ok: 1 },
      };
    case 'assert':
      return { lines: okWith(['"changed": false,', '"msg": "All assertions passed"']), counts: { ok: 1 } };
    case 'namespaces':
      return { lines: okWith(['"msg": [', ...quoted(namespaces), ']']), counts: { ok: 1 } };
    case 'retry':
      return {
        lines: [60, 59, 58]
          .map((left) => `FAILED - RETRYING: ${task.name} (${left} retries left).`)
          .concat(perItem('changed')),
        counts: { ok: 1, changed: 1 },
      };
    case 'ignored':
      return { lines: [fatalLine(NOT_FOUND), '...ignoring'], counts: { ok: 1, changed: 1, ignored: 1 } };
    case 'changed':
    case 'slow':
      return { lines: perItem('changed'), counts: { ok: 1, changed: 1 } };
  }
}

/** A failing task's line; the result is one JSON object, keys in order. */
export function fatalLine(result: object): string {
  const sorted = Object.fromEntries(Object.entries(result).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `fatal: ${HOST}: FAILED! => ${pythonJson(sorted)}`;
}

/** One line of JSON with the blanks that Python's json puts after commas and colons. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, field]) => `${JSON.stringify(key)}: ${pythonJson(field)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// A claim that was never made is no failure: the task ignores it.
const NOT_FOUND = {
  changed: true,
  cmd: '/usr/local/bin/kubectl get pvc -n kubesphere-logging-system data-master-0 -o jsonpath={.status.capacity.storage}\n',
  delta: '0:00:00.084112',
  msg: 'non-zero return code',
  rc: 1,
  stderr: 'Error from server (NotFound): namespaces "kubesphere-logging-system" not found',
  stdout: '',
};

function okWith(body: readonly string[]): string[] {
  return [`ok: ${HOST} => {`, ...body.map((line) => `    ${line}`), '}'];
}

function quoted(texts: readonly string[]): string[] {
  return texts.map((text, index) => `    ${JSON.stringify(text)}${index < texts.length - 1 ? ',' : ''}`);
}
