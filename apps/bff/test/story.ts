import { appliedPlanSchema, ROUTES, targetHeaders, type AppliedPlan } from '@flotilla/contracts';
import {
  clusterSummarySchema,
  preparationPlanSchema,
  type ClusterSummary,
  type PreparationPlan,
  type PreparationRole,
  type Target,
} from '@flotilla/kubesphere';
import { listenTo } from './live-stream.ts';
import type { TestBff, TestClient } from './start-test-bff.ts';

/** The user's trips through the API, for tests that begin where a trip ends. */
export const HOST: Target = { kind: 'host' };

export function readPlan(
  client: TestClient,
  target: Target,
  role: PreparationRole,
): Promise<PreparationPlan> {
  const path = `${ROUTES.plan(target)}?role=${role}`;
  return client.get(preparationPlanSchema, path, { headers: targetHeaders(target) });
}

export function applyPlan(client: TestClient, target: Target, plan: PreparationPlan): Promise<AppliedPlan> {
  const body = { role: plan.role, digest: plan.digest };
  return client.send(appliedPlanSchema, 'POST', ROUTES.plan(target), {
    body,
    headers: targetHeaders(target),
  });
}

/** Plans, applies and follows the preparation until its stream ends, which it does when every fact says that it is done. */
export async function prepare(
  client: TestClient,
  target: Target,
  role: PreparationRole,
): Promise<PreparationPlan> {
  await applyPlan(client, target, await readPlan(client, target, role));
  const { end } = await listenTo(client, { kind: 'preparation', target, role });
  if (end?.problem !== undefined)
    throw new Error(`the preparation ended with ${JSON.stringify(end.problem)}`);
  return readPlan(client, target, role);
}

/** Asks until the answer is as wanted; each question is a round trip, so the world moves on in between. Fails with the last answer. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (let asked = 1; ; asked += 1) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (asked === MAX_QUESTIONS) throw new Error(`still not so: ${JSON.stringify(answer)}`);
  }
}
const MAX_QUESTIONS = 400;

/** The kubeconfig the sandbox gives out for a cluster, by id where it has several. */
export function kubeconfigOf(bff: TestBff, cluster: string, id?: string): string {
  const found = bff.sandbox.clusters.get(cluster);
  const chosen =
    id === undefined ? found?.kubeconfig : found?.kubeconfigs.find((one) => one.id === id)?.kubeconfig;
  if (chosen === undefined) throw new Error(`the sandbox has no kubeconfig ${cluster} ${id ?? ''}`);
  return chosen;
}

export async function sealedTarget(
  bff: TestBff,
  client: TestClient,
  cluster: string,
): Promise<Target & { kind: 'connection' }> {
  return { kind: 'connection', sealed: await client.seal(kubeconfigOf(bff, cluster)) };
}

export interface ImportOf {
  readonly name: string;
  readonly sealed: string;
  readonly requestId?: string;
}

export const importBody = ({ name, sealed, requestId = `request-of-${name}` }: ImportOf) => ({
  draft: { name, alias: 'Far-away', tag: 'testing', provider: 'Aliyun ACK', description: 'A member' },
  sealed,
  requestId,
});

export function importCluster(client: TestClient, wanted: ImportOf): Promise<ClusterSummary> {
  return client.send(clusterSummarySchema, 'POST', ROUTES.clusters, { body: importBody(wanted) });
}
