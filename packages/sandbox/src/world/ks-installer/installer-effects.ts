import { listAt, numberAt, stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { ensureObjects, getOrUndefined } from '../apply-objects.ts';
import type { KubeClient } from '../kube-client.ts';
import { toBase64 } from '../kube-connection.ts';
import { PATHS } from '../resource-paths.ts';
import type { Random } from '../seeded-random.ts';
import type { WorldClock } from '../world-clock.ts';
import { clusterWebhookManifest } from './cluster-webhook.ts';
import { CORE_CRDS } from './custom-resources.ts';
import { newJwtSecret, newPassword, signComponentToken } from './jwt-secret.ts';
import { coreManifest, SYSTEM_NAMESPACE, toNamespace } from './manifests.ts';
import { checkAdminPassword, checkDefaultStorage, checkKubernetes, checkStorageClass } from './prechecks.ts';
import { isDone, specText, type RunFacts } from './run-facts.ts';

export const NAMESPACES = [
  'kubesphere-system',
  'kubesphere-controls-system',
  'kubesphere-monitoring-system',
  'kubesphere-monitoring-federated',
];
const DEFAULT_PASSWORD = 'P@88w0rd';

/** A cluster as one run of the installer works on it. */
export interface InstallerContext {
  client: KubeClient;
  clock: WorldClock;
  random: Random;
  signal: AbortSignal;
}

/** Does what the task marked `@effect` does to the cluster. Throws TaskFailed where the task would fail. */
export async function performEffect(
  effect: string,
  facts: RunFacts,
  context: InstallerContext,
): Promise<void> {
  const { client, signal } = context;
  if (effect.startsWith('status:')) return importStatus(effect.slice('status:'.length), facts, context);
  switch (effect) {
    case 'check-kubernetes':
      return checkKubernetes(await client.getText('/version', { signal }), facts.release);
    case 'check-storage-class':
      return checkStorageClass(
        specText(facts.spec, 'persistence', 'storageClass'),
        await storageClasses(context),
      );
    case 'check-default-storage':
      return checkDefaultStorage(await storageClasses(context));
    case 'check-password':
      return checkAdminPassword(specText(facts.spec, 'authentication', 'adminPassword'));
    case 'namespaces':
      return ensureObjects(
        client,
        NAMESPACES.map((name) => toNamespace(name)),
        { signal },
      );
    case 'delete-secret':
      // Done together with the next task, so that the first password is carried over.
      return;
    case 'secret':
      return ensureSecret(facts, context);
    case 'crds':
      return ensureObjects(client, CORE_CRDS, { signal });
    case 'ks-core':
      return ensureCore(facts, context);
    default:
      throw new Error(`no such effect: ${effect}`);
  }
}

async function ensureCore(facts: RunFacts, { client, signal }: InstallerContext): Promise<void> {
  const webhook = facts.release.clusterWebhook ? await clusterWebhookManifest(client, { signal }) : [];
  const core = coreManifest(facts.version, consolePort(facts));
  // The configuration last: before its program runs, nothing could be changed that it takes.
  await ensureObjects(client, [...core, ...webhook], { signal });
}

/** Patches `status.<component>` to enabled, as the tasks "Importing … status" do. */
export async function importStatus(
  component: string,
  { status }: RunFacts,
  { client, clock, signal }: InstallerContext,
): Promise<void> {
  if (isDone(status, component)) return;
  const enabledTime = clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'UTC');
  await client.mergePatch(
    PATHS.clusterConfiguration,
    { status: { [component]: { status: 'enabled', enabledTime } } },
    { signal },
  );
}

/** The port of the console: it moved in 3.2. */
function consolePort({ spec }: RunFacts): number {
  return numberAt(spec, 'common', 'core', 'console', 'port') ?? numberAt(spec, 'console', 'port') ?? 30_880;
}

/** What Secret kubesphere-secret keeps: the secret in force and, from 3.3 on, the first password. */
export async function readSecret({
  client,
  signal,
}: InstallerContext): Promise<{ jwtSecret: string; password: string }> {
  const secret = await getOrUndefined(client, PATHS.kubesphereSecret, { signal });
  const read = (key: string) => Buffer.from(stringAt(secret, 'data', key) ?? '', 'base64').toString('utf8');
  return { jwtSecret: read('secret'), password: read('initAdminPassword') || DEFAULT_PASSWORD };
}

async function ensureSecret({ release, spec }: RunFacts, context: InstallerContext): Promise<void> {
  const { client, random, signal } = context;
  const given = specText(spec, 'authentication', 'jwtSecret');
  const kept = await getOrUndefined(client, PATHS.kubesphereSecret, { signal });
  if (kept && given === '') return;
  const keptPassword = stringAt(kept, 'data', 'initAdminPassword');
  if (kept) await client.delete(PATHS.kubesphereSecret, { signal });
  const secret = given || newJwtSecret(random);
  const admin = givenPassword(spec);
  const drawn = () =>
    keptPassword ? Buffer.from(keptPassword, 'base64').toString('utf8') : newPassword(random);
  const password = admin === undefined ? DEFAULT_PASSWORD : admin || drawn();
  const data = {
    secret,
    token: signComponentToken(secret),
    ...(release.randomPassword ? { initAdminPassword: password } : {}),
  };
  await client.create(
    PATHS.secrets,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'kubesphere-secret', namespace: SYSTEM_NAMESPACE },
      type: 'Opaque',
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, toBase64(value)])),
    },
    { signal },
  );
}

/** The key's value where there is one: empty means "draw one", absent means the documented default. */
function givenPassword(spec: object): string | undefined {
  return stringAt(spec, 'authentication', 'adminPassword');
}

async function storageClasses({ client, signal }: InstallerContext): Promise<KubeObject[]> {
  return (await client.list(PATHS.storageClasses, { signal })).items;
}

/** The address of the console as the banner gives it: the internal address of the first node. */
export async function consoleAddress(facts: RunFacts, { client, signal }: InstallerContext): Promise<string> {
  const [node] = (await client.list(PATHS.nodes, { signal })).items;
  const internal = listAt(node, 'status', 'addresses').find(
    (address) => stringAt(address, 'type') === 'InternalIP',
  );
  return `http://${stringAt(internal, 'address') ?? '127.0.0.1'}:${consolePort(facts)}`;
}
