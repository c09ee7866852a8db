import { performance } from 'node:perf_hooks';
import type { CheckRequest, ChecksItem } from '@flotilla/contracts';
import { judgeChecks, toVerdict, type CheckId, type CheckReport } from '@flotilla/kubesphere';
import type { CallOptions } from '../ports/kube.ts';
import { gatherCheckFacts } from './gather-check-facts.ts';
import type { ClusterAccess } from './open-target.ts';

/**
 * Judges a cluster that is to be added: a row as soon as it is decided, then the report. Rejects when the target cannot be found or unsealed; everything
 * that is wrong with the cluster itself is a row.
 */
export async function* checkCluster(
  request: CheckRequest,
  access: ClusterAccess,
  options: CallOptions,
): AsyncGenerator<ChecksItem> {
  const startedAt = new Date(access.clock.now()).toISOString();
  const started = performance.now();
  const told = new Set<CheckId>();
  for await (const facts of gatherCheckFacts(request, access, options)) {
    const rows = judgeChecks(facts);
    for (const row of rows) {
      if (told.has(row.id)) continue;
      told.add(row.id);
      yield { type: 'row', row };
    }
    const verdict = toVerdict(rows);
    if (verdict === undefined) continue;
    const durationMs = Math.round(performance.now() - started);
    yield { type: 'report', report: { verdict, rows: [...rows], startedAt, durationMs } };
    return;
  }
  throw new Error('The facts ended before every check was decided.');
}

/** The whole report at once, for scripts and for the import. */
export async function collectReport(
  request: CheckRequest,
  access: ClusterAccess,
  options: CallOptions,
): Promise<CheckReport> {
  for await (const item of checkCluster(request, access, options)) {
    if (item.type === 'report') return item.report;
  }
  throw new Error('The checks ended without a report.');
}
