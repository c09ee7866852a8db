import { setImmediate as nextTurn } from 'node:timers/promises';
import { NAMESPACES, performEffect, type InstallerContext } from './installer-effects.ts';
import { playsOf, type Play, type Task } from './parse-tasks.ts';
import { TaskFailed } from './prechecks.ts';
import { toFlags, type RunFacts } from './run-facts.ts';
import {
  fatalLine,
  PLAY_OPENING,
  recapLines,
  resultLines,
  taskBanner,
  type RecapCounts,
} from './task-lines.ts';

export interface RunContext extends InstallerContext {
  write: (lines: readonly string[]) => void;
}

const WEIGHTS: Partial<Record<Task['outcome'], number>> = {
  slow: 6,
  retry: 8,
  skipping: 0.25,
  none: 0.25,
  ok: 0.5,
};
/** What stands still in the log because the play that breaks is one of these tasks. */
const BREAKING_TASK = 'KubeSphere | Creating KubeSphere namespace';

/**
 * The four visible plays, task by task, spread over `durationMs` of world time. Answers false when one failed:
 * the installer then says no more. `breakPlay` makes the third fail as a slow API server would.
 */
export async function runPlays(
  facts: RunFacts,
  context: RunContext,
  { durationMs, breakPlay }: { durationMs: number; breakPlay: boolean },
): Promise<boolean> {
  const plays = playsOf(facts.release.release);
  const flags = toFlags(facts);
  const paced = plays.map(({ tasks }) =>
    tasks.map((task) => weightOf(task, flags) * (0.5 + context.random.next())),
  );
  const perWeight = durationMs / paced.flat().reduce((sum, weight) => sum + weight, 0);
  for (const [index, play] of plays.entries()) {
    const pauses = (paced[index] ?? []).map((weight) => weight * perWeight);
    if (!(await runPlay(play, facts, { ...context, flags, pauses, breakPlay }))) return false;
    await nextTurn();
  }
  return true;
}

type PlayContext = RunContext & { flags: Record<string, boolean>; pauses: number[]; breakPlay: boolean };

async function runPlay({ tasks }: Play, facts: RunFacts, context: PlayContext): Promise<boolean> {
  const { write, clock, signal, flags, pauses } = context;
  const counts: RecapCounts = { ok: 0, changed: 0, failed: 0, skipped: 0, ignored: 0 };
  write(PLAY_OPENING);
  for (const [index, task] of tasks.entries()) {
    write(['', taskBanner(task)]);
    const skipped = isSkipped(task, flags);
    await clock.sleep(pauses[index] ?? 0, signal);
    if (context.breakPlay && task.name === BREAKING_TASK) {
      write([
        `failed: [localhost] (item=kubesphere-monitoring-system) => ${fatalLine(handshakeTimeout(clock.now())).replace(/^.*? => /, '')}`,
      ]);
      write(recapLines({ ...counts, failed: 1 }));
      return false;
    }
    try {
      if (!skipped && task.effect) await performEffect(task.effect, facts, context);
    } catch (error) {
      if (!(error instanceof TaskFailed)) throw error;
      write([fatalLine(error.result)]);
      write(recapLines({ ...counts, failed: 1 }));
      return false;
    }
    const result = resultLines(task, { skipped, namespaces: NAMESPACES });
    write(result.lines);
    for (const key of ['ok', 'changed', 'skipped', 'ignored'] as const)
      counts[key] += result.counts[key] ?? 0;
  }
  write(recapLines(counts));
  return true;
}

function isSkipped({ flag }: Task, flags: Record<string, boolean>): boolean {
  return flag !== undefined && flags[flag.name] !== flag.holds;
}

function weightOf(task: Task, flags: Record<string, boolean>): number {
  return isSkipped(task, flags) ? 0.25 : (WEIGHTS[task.outcome] ?? 1);
}

function handshakeTimeout(now: Date): object {
  const at = now.toISOString().slice(0, 19).replace('T', ' ');
  return {
    ansible_loop_var: 'item',
    changed: true,
    cmd: ['/usr/local/bin/kubectl', 'create', 'namespace', 'kubesphere-monitoring-system'],
    delta: '0:00:12.014311',
    end: `${at}.104210`,
    failed_when_result: true,
    item: 'kubesphere-monitoring-system',
    msg: 'non-zero return code',
    rc: 1,
    stderr: 'Unable to connect to the server: net/http: TLS handshake timeout',
    stdout: '',
  };
}
