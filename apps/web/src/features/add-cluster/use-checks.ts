import type { Problem } from '@flotilla/contracts';
import type { CheckReport, CheckRow, Target } from '@flotilla/kubesphere';
import { useEffect, useState } from 'react';
import { useServices } from '../../shared/api/services.tsx';
import { withRow } from './check-groups.ts';

/** How a run of the checks stands. `broken` ended without a report. */
export type ChecksRun =
  | { readonly kind: 'running'; readonly rows: readonly CheckRow[] }
  | { readonly kind: 'reported'; readonly rows: readonly CheckRow[] }
  | { readonly kind: 'broken'; readonly rows: readonly CheckRow[]; readonly problem?: Problem };

export interface ChecksRequest {
  readonly target: Target;
  readonly name: string;
  /** A new number is a new run. */
  readonly run: number;
}

export interface ChecksHandlers {
  onReport(run: number, report: CheckReport): void;
  onProblem(problem: Problem): void;
}

/** Runs the checks of a connection, once per `run`. Nothing is asked while there is no request. */
export function useChecks(request: ChecksRequest | undefined, handlers: ChecksHandlers): ChecksRun {
  const { live } = useServices();
  const [state, setState] = useState<ChecksRun>({ kind: 'running', rows: [] });
  const run = request?.run;
  useEffect(() => {
    if (!request) return undefined;
    const { target, name } = request;
    const controller = new AbortController();
    let hasReport = false;
    const fail = (problem?: Problem): void => {
      if (hasReport) return;
      setState(({ rows }) => ({ kind: 'broken', rows, ...(problem && { problem }) }));
      if (problem) handlers.onProblem(problem);
    };
    setState({ kind: 'running', rows: [] });
    live.open(
      'checks',
      () => {
        // Opened again, the server starts from the beginning: rows of the broken run would mix with the new ones.
        setState({ kind: 'running', rows: [] });
        return { target, name };
      },
      {
        onItems: (items) => {
          for (const item of items) {
            if (item.type === 'row')
              setState(({ rows }) => ({ kind: 'running', rows: withRow(rows, item.row) }));
            else {
              hasReport = true;
              setState({ kind: 'reported', rows: item.report.rows });
              handlers.onReport(request.run, item.report);
            }
          }
        },
        onEnd: fail,
        onRefused: fail,
      },
      { signal: controller.signal },
    );
    return () => controller.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the run's number stands for the whole request; handlers only dispatch
  }, [live, run]);
  return state;
}
