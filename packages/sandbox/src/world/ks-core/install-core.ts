import { setTimeout as delay } from 'node:timers/promises';
import { numberAt } from '../../api-server/json.ts';
import { applyObject, ensureObjects, getOrUndefined } from '../apply-objects.ts';
import type { KubeClient } from '../kube-client.ts';
import { PATHS } from '../resource-paths.ts';
import type { WorldClock } from '../world-clock.ts';
import { AGENT, coreChart, RELEASE_SECRET } from './core-chart.ts';

/** Helm waits five minutes for what it installed. */
const LOOKS = 300;
const LOOK_EVERY_MS = 1_000;
/** However fast the world goes, the member's kubelet needs this. */
const SHORTEST_LOOK_MS = 50;

/**
 * Installs chart ks-core on a member, or brings its configuration up to date where it is installed, and waits until its
 * pods are there. Throws with Helm's text, on a cluster where another KubeSphere owns these objects, too.
 */
export async function installCore(
  member: KubeClient,
  options: { version: string; jwtSecret: string; clock: WorldClock; signal: AbortSignal },
): Promise<void> {
  const { version, jwtSecret, clock, signal } = options;
  const release = await getOrUndefined(member, `${PATHS.secrets}/${RELEASE_SECRET}`, { signal });
  if (!release) await refuseForeignObjects(member, signal);
  const objects = coreChart({ version, role: 'member', jwtSecret });
  await ensureObjects(member, objects, { signal });
  for (const object of objects)
    if (object.kind === 'ConfigMap') await applyObject(member, object, { signal });
  for (let look = 1; look <= LOOKS; look += 1) {
    const agent = await getOrUndefined(member, `${PATHS.deployments}/${AGENT}`, { signal });
    if ((numberAt(agent, 'status', 'availableReplicas') ?? 0) > 0) return;
    await Promise.all([clock.sleep(LOOK_EVERY_MS, signal), delay(SHORTEST_LOOK_MS, undefined, { signal })]);
  }
  throw new Error('context deadline exceeded');
}

/** Helm takes over no object that it did not make: ks-installer's are such. */
async function refuseForeignObjects(member: KubeClient, signal: AbortSignal): Promise<void> {
  const account = await getOrUndefined(
    member,
    '/api/v1/namespaces/kubesphere-system/serviceaccounts/kubesphere',
    { signal },
  );
  if (!account) return;
  throw new Error(
    'Unable to continue with install: ServiceAccount "kubesphere" in namespace "kubesphere-system" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"; annotation validation error: missing key "meta.helm.sh/release-name": must be set to "ks-core"; annotation validation error: missing key "meta.helm.sh/release-namespace": must be set to "kubesphere-system"',
  );
}
