import { INSTALL_PHASES, type InstallPhase, type InstallProgress } from '@flotilla/kubesphere';

/** One segment of the timeline. `durationMs` of a running phase counts up to `now`. */
export interface PhaseSegment {
  readonly phase: InstallPhase;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly durationMs?: number;
  /** The line it began at. */
  readonly line?: number;
}

/** The phases of the current run in their order, whether reached or not. `now` is epoch milliseconds. */
export function toPhaseSegments(progress: InstallProgress, now: number): readonly PhaseSegment[] {
  return INSTALL_PHASES.map((phase) => {
    const seen = progress.phases.find((entry) => entry.phase === phase);
    if (!seen) return { phase, state: 'waiting' };
    const end = seen.endedAt ?? progress.endedAt;
    const startedAt = Date.parse(seen.startedAt);
    const durationMs = Math.max(0, (end === undefined ? now : Date.parse(end)) - startedAt);
    return { phase, state: stateOf(progress, phase, end !== undefined), durationMs, line: seen.line };
  });
}

function stateOf(progress: InstallProgress, phase: InstallPhase, hasEnded: boolean): PhaseSegment['state'] {
  if (progress.state === 'failed' && progress.phase === phase) return 'failed';
  return hasEnded || progress.state === 'succeeded' ? 'done' : 'running';
}

/** How long the current run has taken; undefined before one began. */
export function runDurationMs(progress: InstallProgress, now: number): number | undefined {
  if (progress.startedAt === undefined) return undefined;
  return Math.max(
    0,
    (progress.endedAt === undefined ? now : Date.parse(progress.endedAt)) - Date.parse(progress.startedAt),
  );
}

/** `n of m` of the parallel phase; undefined until the log names a component. */
export function componentCount(
  progress: InstallProgress,
): { readonly finished: number; readonly total: number } | undefined {
  if (progress.components.length === 0) return undefined;
  const finished = progress.components.filter(({ state }) => state !== 'installing').length;
  return { finished, total: Math.max(progress.componentsTotal ?? 0, progress.components.length) };
}
