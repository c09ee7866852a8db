import type { InstallPhase, InstallProgress, LogReading } from './install-progress.ts';

export type Failure = NonNullable<InstallProgress['failure']>;
type Component = InstallProgress['components'][number];

/** Where a line stands: its time and its number in the log. */
export interface LinePlace {
  readonly at: string;
  readonly line: number;
}

/** What one kind of line does. */
export type ProgressStep = (progress: InstallProgress, text: string, place: LinePlace) => InstallProgress;

/** A failing task's JSON may be large; beyond this many characters the cause was either seen or is not worth the memory. */
export const COLLECT_LIMIT = 262_144;

/** A new run: everything but the count of runs starts over. `plays` is -1 when its first lines were not seen. */
export const startRun = (progress: InstallProgress, at: string, plays: number): InstallProgress => ({
  run: progress.run + 1,
  state: 'running',
  phases: [],
  components: [],
  startedAt: at,
  reading: { plays },
});

/** A log joined in the middle, or a run whose first lines are missing, is a run all the same. */
export const ensureRun = (progress: InstallProgress, at: string): InstallProgress =>
  progress.state === 'running' ? progress : startRun(progress, at, -1);

/** Like `ensureRun`, for lines that still belong to a run in which a component has failed already. */
export const ensureParallelRun = (progress: InstallProgress, at: string): InstallProgress =>
  progress.state === 'failed' && progress.failure?.kind === 'component-failed'
    ? progress
    : ensureRun(progress, at);

const closePhase = (progress: InstallProgress, at: string): InstallProgress['phases'] =>
  progress.phases.map((phase, index) =>
    index === progress.phases.length - 1 && phase.endedAt === undefined ? { ...phase, endedAt: at } : phase,
  );

/** Ends the phase before and begins this one; entering the same phase again changes nothing. */
export const enterPhase = (
  progress: InstallProgress,
  phase: InstallPhase,
  { at, line }: LinePlace,
): InstallProgress => {
  if (progress.phase === phase) return progress;
  const { task: _finished, ...rest } = progress;
  return { ...rest, phase, phases: [...closePhase(progress, at), { phase, startedAt: at, line }] };
};

/** The run is over. */
export const endRun = (
  progress: InstallProgress,
  state: 'idle' | 'succeeded' | 'failed',
  at: string,
): InstallProgress => ({
  ...progress,
  state,
  phases: closePhase(progress, at),
  endedAt: at,
});

/** The run is over because of this; the first failure of a run is the one that is told. */
export const failRun = (progress: InstallProgress, failure: Failure, at: string): InstallProgress => ({
  ...endRun(progress, 'failed', at),
  failure: progress.failure ?? failure,
});

/** Replaces the reducer's place mark. */
export const withReading = (progress: InstallProgress, reading: LogReading): InstallProgress => ({
  ...progress,
  reading,
});

/** Notes a component's state; nothing changes when it is known already. */
export const setComponent = (progress: InstallProgress, component: Component): InstallProgress => {
  const index = progress.components.findIndex(({ name }) => name === component.name);
  if (index === -1) return { ...progress, components: [...progress.components, component] };
  if (progress.components[index]?.state === component.state) return progress;
  return { ...progress, components: progress.components.with(index, component) };
};
