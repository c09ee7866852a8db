import { selectContext, type ChosenConnection, type Issue, type Target } from '@flotilla/kubesphere';
import { textAt } from '../object-fields.ts';
import type { Clock } from '../ports/clock.ts';
import { KubeFailure, type CallOptions, type Kube, type KubeSession, type Resource } from '../ports/kube.ts';

/** The host as it was given at start. Its session is shared by everybody and closed by whoever composed the server. */
export interface HostConnection {
  readonly connection: ChosenConnection;
  readonly session: KubeSession;
}

/** What every use-case that touches a cluster needs. `unseal` belongs to one browser session, so this is made per caller. */
export interface ClusterAccess {
  readonly kube: Kube;
  readonly host: HostConnection;
  /** Rejects with a ProblemError when the token is expired or another session's. */
  readonly unseal: (sealed: string) => Promise<ChosenConnection>;
  /** Makes secrets comparable without showing them. */
  readonly fingerprint: (secret: string) => string;
  readonly clock: Clock;
}

/** How a target is to be dialled, or why its kubeconfig may not be used at all. */
export type ResolvedTarget =
  | { readonly ok: true; readonly connection: ChosenConnection; readonly trust?: 'operator' }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const CLUSTERS: Resource = { group: 'cluster.kubesphere.io', version: 'v1alpha1', plural: 'clusters' };

async function resolveMember(
  name: string,
  access: ClusterAccess,
  options: CallOptions,
): Promise<ResolvedTarget> {
  const cluster = await access.host.session.get(CLUSTERS, name, options);
  const encoded = textAt(cluster, 'spec', 'connection', 'kubeconfig');
  if (!encoded) throw new KubeFailure('kubeconfig-unusable', `Cluster ${name} has no kubeconfig of its own.`);
  const selected = selectContext(Buffer.from(encoded, 'base64').toString('utf8'), undefined);
  return selected.ok ? { ok: true, connection: selected.value } : { ok: false, issues: selected.error };
}

/** Finds the connection a target stands for; a member's is read from its Cluster object and goes through the same gate as a pasted one. */
export async function resolveTarget(
  target: Target,
  access: ClusterAccess,
  options: CallOptions,
): Promise<ResolvedTarget> {
  switch (target.kind) {
    case 'host':
      return { ok: true, connection: access.host.connection, trust: 'operator' };
    case 'member':
      return resolveMember(target.name, access, options);
    case 'connection':
      return { ok: true, connection: await access.unseal(target.sealed) };
  }
}

/** The shared host session under a lease: disposing it leaves the session open for the others. */
function lease(session: KubeSession): KubeSession {
  return { ...session, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/**
 * Opens a session to the target; the caller closes it (`await using`). Rejects with KubeFailure: `not-found` for an unknown member,
 * `kubeconfig-unusable` for one whose stored kubeconfig may not be used, `address-refused` by policy.
 */
export async function openTarget(
  target: Target,
  access: ClusterAccess,
  options: CallOptions,
): Promise<KubeSession> {
  if (target.kind === 'host') return lease(access.host.session);
  const resolved = await resolveTarget(target, access, options);
  if (!resolved.ok) {
    const codes = resolved.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    throw new KubeFailure('kubeconfig-unusable', codes.join(', '));
  }
  return access.kube.open(resolved.connection, options);
}
