import type { CheckCode } from './check-code.ts';
import { CHECK_IDS } from './check-id.ts';
import type { CheckRow, CheckVerdict } from './check-report.ts';

/** Findings that Flotilla can repair by preparing the member. */
const PREPARABLE: readonly CheckCode[] = [
  'role.none',
  'role.pending',
  'jwt-secret.differs',
  'jwt-secret.pending',
  'jwt-secret.token-max-age',
];

/** The verdict of a complete report; `undefined` until every check has a row. Warnings and skipped rows do not count against a cluster. */
export const toVerdict = (rows: readonly CheckRow[]): CheckVerdict | undefined => {
  const decided = new Set(rows.map(({ id }) => id));
  if (!CHECK_IDS.every((id) => decided.has(id))) return undefined;
  const failed = rows.filter(({ state }) => state === 'fail').map(({ code }) => code);
  if (failed.length === 0) return 'ready';
  if (failed.every((code) => PREPARABLE.includes(code))) return 'needs-preparation';
  return failed.every((code) => code === 'host.not-prepared' || PREPARABLE.includes(code))
    ? 'needs-host'
    : 'refused';
};
