import { objectAt, stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { PATHS } from '../resource-paths.ts';
import { finishRun } from './finish-run.ts';
import { TaskFailed } from './prechecks.ts';
import type { ReleaseFacts } from './releases.ts';
import { failingComponent, runComponents } from './run-components.ts';
import { toRunFacts } from './run-facts.ts';
import { runPlays, type RunContext } from './run-plays.ts';
import { fatalLine, PLAY_OPENING, recapLines } from './task-lines.ts';

/** A failure planned for the next run. */
export type InstallFailure = 'component' | 'play' | 'crash' | 'precheck';
export const INSTALL_FAILURES: readonly InstallFailure[] = ['component', 'play', 'crash', 'precheck'];

/** How long a run takes at speed 1, in milliseconds: plays, side-by-side phase, silent end. */
const PACE = {
  host: { plays: 13_000, components: 7_500, end: 4_500 },
  other: { plays: 7_500, components: 2_000, end: 2_500 },
};

export type RunOutcome = 'succeeded' | 'failed' | 'migrated';

/** One run of the hook for the object as it is now. Throws to crash: shell-operator then tries again. */
export async function runInstallation(
  object: KubeObject,
  {
    release,
    version,
    failure,
  }: { release: ReleaseFacts; version: string; failure: InstallFailure | undefined },
  context: RunContext,
): Promise<RunOutcome> {
  const facts = toRunFacts(object, release, version);
  const { write, clock, signal } = context;
  if (release.migrates && needsMigration(object, version)) {
    await clock.sleep(500, signal);
    await recreate(object, version, context);
    return 'migrated';
  }
  const pace = facts.role === 'host' ? PACE.host : PACE.other;
  if (failure === 'precheck') {
    write(PLAY_OPENING);
    await clock.sleep(1_000, signal);
    const { result } = new TaskFailed({
      assertion: '"(default)" in default_storageclass.stdout',
      changed: false,
      evaluated_to: false,
      msg: 'Default StorageClass was not found !',
    });
    write([
      '',
      'TASK [preinstall : KubeSphere | Stopping if default StorageClass was not found] ***',
      fatalLine(result),
    ]);
    write(recapLines({ ok: 4, changed: 2, failed: 1, skipped: 2, ignored: 0 }));
    return 'failed';
  }
  if (!(await runPlays(facts, context, { durationMs: pace.plays, breakPlay: failure === 'play' })))
    return 'failed';
  const failing = failure === 'component' ? failingComponent(facts) : undefined;
  const succeeded = await runComponents(facts, context, { durationMs: pace.components, failing });
  return (await finishRun(facts, context, { durationMs: pace.end, succeeded })) ? 'succeeded' : 'failed';
}

/** Another release wrote this object, or a first run broke off before its end. */
function needsMigration(object: KubeObject, version: string): boolean {
  const core = objectAt(object, 'status', 'core');
  return core !== undefined && stringAt(core, 'version') !== version;
}

/** Deletes the object and creates it anew, with its spec and `status.clusterId` and nothing else. */
async function recreate(
  object: KubeObject,
  version: string,
  { client, signal, write }: RunContext,
): Promise<void> {
  const clusterId = stringAt(object, 'status', 'clusterId');
  await client.delete(PATHS.clusterConfiguration, { signal });
  write(['Delete old cluster configuration successfully']);
  const { name, namespace } = object.metadata;
  await client.create(
    PATHS.clusterConfigurations,
    {
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name, namespace, labels: { ...object.metadata.labels, version } },
      spec: object['spec'],
      ...(clusterId ? { status: { clusterId } } : {}),
    },
    { signal },
  );
  write(['Create cluster configuration successfully']);
}
