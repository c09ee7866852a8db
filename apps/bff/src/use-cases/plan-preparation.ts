import {
  planPreparation,
  toEditableYaml,
  toWirePlan,
  type PreparationPlan,
  type PreparationRole,
  type Target,
} from '@flotilla/kubesphere';
import type { CallOptions, KubeObject, KubeSession, Resource } from '../ports/kube.ts';
import { KubeFailure } from '../ports/kube.ts';
import type { Caller } from './caller.ts';
import { openTarget, type ClusterAccess } from './open-target.ts';
import { readKubernetesVersion } from './read-kubernetes-version.ts';
import { readJwtSecret, readKubeSphereFacts } from './read-kubesphere-facts.ts';
import { getConfiguration, withoutBookkeeping } from './stored-configuration.ts';

const NAMESPACES: Resource = { group: '', version: 'v1', plural: 'namespaces' };

export interface PlanRequest {
  readonly target: Target;
  readonly role: PreparationRole;
}

/** The plan with the patch that carries it out and the object it was made from; neither leaves the server, the patch holds the jwtSecret. */
export interface InnerPlan {
  readonly plan: ReturnType<typeof planPreparation>;
  readonly current: KubeObject | undefined;
}

/** What would have to change, and the facts that say whether it still must. Changes nothing. */
export async function planTarget(request: PlanRequest, { access, signal }: Caller): Promise<PreparationPlan> {
  await using session = await openTarget(request.target, access, { signal });
  return toWirePlan((await makePlan(session, { role: request.role, access, signal })).plan);
}

/** Reads both clusters side by side and plans from what they say. */
export async function makePlan(
  session: KubeSession,
  options: { role: PreparationRole; access: ClusterAccess; signal: AbortSignal },
): Promise<InnerPlan> {
  const { role, access, signal } = options;
  const { session: hostSession } = access.host;
  const facts = { fingerprint: access.fingerprint, signal };
  const isMember = role === 'member';
  const [target, host, uid, hostUid, current, hostJwtSecret, kubernetesVersion] = await Promise.all([
    readKubeSphereFacts(session, facts),
    isMember ? readKubeSphereFacts(hostSession, facts) : undefined,
    readClusterUid(session, { signal }),
    isMember ? readClusterUid(hostSession, { signal }) : undefined,
    getConfiguration(session, { signal }),
    isMember ? readJwtSecret(hostSession, { signal }) : undefined,
    readKubernetesVersion(session, { signal }),
  ]);
  const plan = planPreparation({
    role,
    target,
    host,
    uid,
    configurationYaml: current === undefined ? '' : toEditableYaml(withoutBookkeeping(current)),
    fingerprint: access.fingerprint,
    kubernetesVersion,
    ...(hostUid !== undefined && { hostUid }),
    ...(hostJwtSecret !== undefined && { hostJwtSecret }),
  });
  return { plan, current };
}

/** UID of namespace kube-system: what KubeSphere 3.3+ takes for a cluster's identity. */
export async function readClusterUid(session: KubeSession, options: CallOptions): Promise<string> {
  const { uid } = (await session.get(NAMESPACES, 'kube-system', options)).metadata;
  if (uid === undefined) throw new KubeFailure('unexpected-answer', 'Namespace kube-system has no UID.');
  return uid;
}
