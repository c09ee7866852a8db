import type { CheckCode } from './check-code.ts';
import type { CheckRow, CheckState } from './check-report.ts';
import type { CheckFacts, Probe } from './facts.ts';

/** A row without its id: what one rule says. */
export type Outcome = Omit<CheckRow, 'id'>;

/** `undefined` means: not decidable yet. */
export type Rule = (facts: CheckFacts) => Outcome | undefined;

type Extras = Partial<Pick<CheckRow, 'params' | 'raw' | 'commands' | 'issues'>>;

const RAW_LIMIT = 2_048;

const outcome = (
  state: CheckState,
  code: CheckCode,
  { params = {}, raw, commands = [], issues = [] }: Extras,
): Outcome => ({
  state,
  code,
  params,
  ...(raw !== undefined && raw !== '' && { raw: raw.slice(0, RAW_LIMIT) }),
  ...(commands.length > 0 && { commands }),
  ...(issues.length > 0 && { issues: [...issues] }),
});

export const pass = (code: CheckCode, params: CheckRow['params'] = {}): Outcome =>
  outcome('pass', code, { params });
export const warn = (code: CheckCode, extras: Extras = {}): Outcome => outcome('warn', code, extras);
export const fail = (code: CheckCode, extras: Extras = {}): Outcome => outcome('fail', code, extras);

/** Leaves out params that are not known. */
export const known = (params: Readonly<Record<string, string | number | undefined>>): CheckRow['params'] =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

/** Judges an answer and notes how long it took. */
export const answered = <T>(
  probe: Probe<T> | undefined,
  judge: {
    answer: (value: T) => Outcome | undefined;
    failure: (probe: Extract<Probe<T>, { state: 'failed' }>) => Outcome;
  },
): Outcome | undefined => {
  if (!probe) return undefined;
  const judged = probe.state === 'answered' ? judge.answer(probe.value) : judge.failure(probe);
  return judged && { ...judged, durationMs: probe.durationMs };
};
