import {
  CHECK_IDS,
  CHECK_LAYERS,
  CHECKS,
  type CheckId,
  type CheckLayer,
  type CheckRow,
} from '@flotilla/kubesphere';

/** A check as it stands on the page: its row, or that its answer is awaited. */
export type ShownCheck = { readonly id: CheckId; readonly row: CheckRow | undefined };

export interface CheckGroup {
  readonly layer: CheckLayer;
  readonly checks: readonly ShownCheck[];
}

/** All checks by layer in their order, decided or not, so that nothing jumps when an answer arrives. */
export function groupChecks(rows: readonly CheckRow[]): readonly CheckGroup[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return CHECK_LAYERS.map((layer) => ({
    layer,
    checks: CHECK_IDS.filter((id) => CHECKS[id].layer === layer).map((id) => ({ id, row: byId.get(id) })),
  }));
}

export interface CheckCounts {
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly skipped: number;
  readonly waiting: number;
}

/** How many rows are in which state; together they are all checks. */
export function countChecks(rows: readonly CheckRow[]): CheckCounts {
  const count = (state: CheckRow['state']): number => rows.filter((row) => row.state === state).length;
  return {
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    skipped: count('skipped'),
    waiting: CHECK_IDS.length - rows.length,
  };
}

/** Puts an arriving row in place of its predecessor, or at the end. */
export function withRow(rows: readonly CheckRow[], row: CheckRow): readonly CheckRow[] {
  return rows.some(({ id }) => id === row.id)
    ? rows.map((held) => (held.id === row.id ? row : held))
    : [...rows, row];
}

/** Where a failure lies in the kubeconfig itself, or in the cluster it names: only another one helps. Anything else is repaired in the cluster. */
const ASKS_FOR_ANOTHER: readonly CheckId[] = [
  'kubeconfig.safety',
  'network.address',
  'network.tls',
  'kubernetes.authentication',
  'fleet.identity',
  'time.credential',
];

/** Whether the way on from failed checks is another kubeconfig, rather than a repair and another look. */
export const asksForKubeconfig = (rows: readonly CheckRow[]): boolean =>
  rows.some(
    ({ id, state, code }) => state === 'fail' && (ASKS_FOR_ANOTHER.includes(id) || code === 'role.host'),
  );
