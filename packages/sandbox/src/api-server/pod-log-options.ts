import { isTrue } from './request-target.ts';
import { badRequest, invalid, type StatusCause } from './status.ts';

const NUMBERS = ['tailLines', 'limitBytes', 'sinceSeconds'] as const;
const MINIMUM: Record<(typeof NUMBERS)[number], number> = { tailLines: 0, limitBytes: 1, sinceSeconds: 1 };
const SWITCHES = ['follow', 'timestamps', 'previous'] as const;

/** The query for the kubelet, or 400 / 422 with every fault. */
export function toLogQuery(query: URLSearchParams, pod: string): string {
  const asked = new URLSearchParams();
  const causes: StatusCause[] = [];
  for (const name of SWITCHES) if (isTrue(query.get(name) ?? 'false')) asked.set(name, 'true');
  for (const name of NUMBERS) {
    const text = query.get(name);
    if (text === null || text === '') continue;
    if (!/^[+-]?\d+$/.test(text))
      throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
    const minimum = MINIMUM[name];
    if (Number(text) < minimum) {
      const message = `Invalid value: ${text}: must be greater than ${minimum === 0 ? 'or equal to 0' : '0'}`;
      causes.push({ reason: 'FieldValueInvalid', message, field: name });
    }
    asked.set(name, text);
  }
  addSinceTime(query, asked, causes);
  if (causes.length > 0) throw invalid({ group: '', kind: 'PodLogOptions' }, pod, causes);
  return asked.toString();
}

function addSinceTime(query: URLSearchParams, asked: URLSearchParams, causes: StatusCause[]): void {
  const since = query.get('sinceTime');
  if (since === null || since === '') return;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(since)) {
    const quoted = JSON.stringify(since);
    throw badRequest(
      `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`,
    );
  }
  if (asked.has('sinceSeconds')) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified';
    causes.push({ reason: 'FieldValueForbidden', message, field: '[]' });
  }
  // A real API server keeps whole seconds only: whoever resumes must expect lines again.
  asked.set('sinceTime', `${new Date(since).toISOString().slice(0, 19)}Z`);
}
