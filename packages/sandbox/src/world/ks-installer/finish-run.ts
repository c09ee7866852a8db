import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { numberAt, stringAt } from '../../api-server/json.ts';
import { applyObject, getOrUndefined } from '../apply-objects.ts';
import { PATHS } from '../resource-paths.ts';
import { welcomeLines } from './banner-lines.ts';
import { consoleAddress, readSecret } from './installer-effects.ts';
import { renderKubesphereConfig } from './kubesphere-config.ts';
import { SYSTEM_NAMESPACE } from './manifests.ts';
import { specText, type RunFacts } from './run-facts.ts';
import type { RunContext } from './run-plays.ts';

/** A minute: the real installer waits a quarter of an hour, and a run that gives up is never tried again, however busy the machine was. */
const RESULT_TRIES = 600;
const RESULT_INTERVAL_MS = 100;

/**
 * The silent end of a run: `kubesphere-config`, the wait for ks-apiserver and ks-console, `status.core.version`,
 * the banner if all went well, then telemetry. Answers false when the wait was in vain.
 */
export async function finishRun(
  facts: RunFacts,
  context: RunContext,
  { durationMs, succeeded }: { durationMs: number; succeeded: boolean },
): Promise<boolean> {
  const { client, clock, signal, write } = context;
  await clock.sleep(durationMs * 0.4, signal);
  await writeKubesphereConfig(facts, context);
  if (facts.release.restartsAtEnd) await restartCore(context);
  await clock.sleep(durationMs * 0.5, signal);
  if (!(await untilCoreRuns(context))) {
    write(['Failed to ansible-playbook result-info.yaml']);
    return false;
  }
  if (facts.release.release !== '3.0') {
    await client.mergePatch(
      PATHS.clusterConfiguration,
      { status: { core: { version: facts.version } } },
      { signal },
    );
  }
  if (succeeded) {
    const { password } = await readSecret(context);
    write(welcomeLines({ console: await consoleAddress(facts, context), password, at: clock.now() }));
  }
  await clock.sleep(durationMs * 0.1, signal);
  const clusterId =
    stringAt(facts.status, 'clusterId') ?? `${randomUUID()}-${Math.floor(clock.now().getTime() / 1000)}`;
  await client.mergePatch(PATHS.clusterConfiguration, { status: { clusterId } }, { signal });
  return succeeded;
}

async function writeKubesphereConfig({ release, spec, role }: RunFacts, context: RunContext): Promise<void> {
  const { client, signal } = context;
  const { jwtSecret } = await readSecret(context);
  const text = renderKubesphereConfig({
    release: release.release,
    clusterRole: role,
    jwtSecret,
    hostClusterName: specText(spec, 'multicluster', 'hostClusterName'),
    proxyPublishAddress: specText(spec, 'multicluster', 'proxyPublishAddress'),
    resyncPeriod: specText(spec, 'multicluster', 'clusterControllerResyncPeriod'),
  });
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kubesphere-config', namespace: SYSTEM_NAMESPACE },
    data: { 'kubesphere.yaml': text },
  };
  // kubectl apply leaves this note; its one line holds the secret too, which is why the documentation greps it away.
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(object)}\n` };
  await applyObject(client, { ...object, metadata: { ...object.metadata, annotations } }, { signal });
}

/** `kubectl rollout restart`, as releases up to 3.2 end with. */
async function restartCore({ client, clock, signal }: RunContext): Promise<void> {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': clock.now().toISOString() };
  const patch = { spec: { template: { metadata: { annotations } } } };
  await client.mergePatch(`${PATHS.deployments}/ks-apiserver`, patch, { signal });
  await client.mergePatch(`${PATHS.deployments}/ks-controller-manager`, patch, { signal });
}

async function untilCoreRuns({ client, signal }: RunContext): Promise<boolean> {
  for (let tries = 0; tries < RESULT_TRIES; tries += 1) {
    const ready = await Promise.all(
      ['ks-apiserver', 'ks-console'].map(async (name) => {
        const deployment = await getOrUndefined(client, `${PATHS.deployments}/${name}`, { signal });
        return (numberAt(deployment, 'status', 'readyReplicas') ?? 0) > 0;
      }),
    );
    if (ready.every(Boolean)) return true;
    // Waits in real time: whoever makes the pods runs beside us and needs real turns whatever the world's pace.
    await delay(RESULT_INTERVAL_MS, undefined, { signal });
  }
  return false;
}
