import { CHECK_IDS, CHECKS, type CheckId } from './check-id.ts';
import type { CheckRow } from './check-report.ts';
import {
  judgeAddress,
  judgeAuthentication,
  judgeAuthorization,
  judgeDns,
  judgeSafety,
  judgeTcp,
  judgeTls,
} from './connection-rules.ts';
import type { CheckFacts } from './facts.ts';
import {
  judgeClock,
  judgeCredential,
  judgeHostPrepared,
  judgeIdentity,
  judgeName,
  judgeOwnership,
} from './fleet-rules.ts';
import {
  judgeInstalled,
  judgeInstaller,
  judgeJwtSecret,
  judgeRelease,
  judgeRole,
  judgeVersion,
} from './kubesphere-rules.ts';
import type { Rule } from './outcome.ts';

const RULES: Readonly<Record<CheckId, Rule>> = {
  'kubeconfig.safety': judgeSafety,
  'network.dns': judgeDns,
  'network.address': judgeAddress,
  'network.tcp': judgeTcp,
  'network.tls': judgeTls,
  'kubernetes.authentication': judgeAuthentication,
  'kubernetes.authorization': judgeAuthorization,
  'kubernetes.version': judgeVersion,
  'kubesphere.installed': judgeInstalled,
  'kubesphere.release': judgeRelease,
  'kubesphere.role': judgeRole,
  'kubesphere.jwt-secret': judgeJwtSecret,
  'kubesphere.installer': judgeInstaller,
  'fleet.host-prepared': judgeHostPrepared,
  'fleet.name': judgeName,
  'fleet.identity': judgeIdentity,
  'fleet.ownership': judgeOwnership,
  'time.clock': judgeClock,
  'time.credential': judgeCredential,
};

/** The failed check that makes this one pointless: a need that failed, or what stopped a need. */
const blockerOf = (needs: readonly CheckId[], rows: ReadonlyMap<CheckId, CheckRow>): CheckId | undefined => {
  for (const need of needs) {
    const row = rows.get(need);
    if (row?.state === 'fail') return need;
    if (row?.state === 'skipped') return row.blockedBy ?? need;
  }
  return undefined;
};

/**
 * The rows of every check that can be decided with what is known, in the order of CHECK_IDS. Dependents of a failed check are `skipped`; a check whose
 * needs are undecided, or that lacks a fact, has no row. Pure: the same facts give the same rows, and further facts never change a row that is there.
 */
export const judgeChecks = (facts: CheckFacts): CheckRow[] => {
  const rows = new Map<CheckId, CheckRow>();
  for (const id of CHECK_IDS) {
    const { needs } = CHECKS[id];
    if (!needs.every((need) => rows.has(need))) continue;
    const blockedBy = blockerOf(needs, rows);
    const judged =
      blockedBy === undefined
        ? RULES[id](facts)
        : ({ state: 'skipped', code: 'skipped', params: {}, blockedBy } as const);
    if (judged) rows.set(id, { id, ...judged });
  }
  return [...rows.values()];
};
