import { setTimeout as wait } from 'node:timers/promises';
import type { PreparationItem } from '@flotilla/contracts';
import { preparationProofs, type PreparationRole, type Target } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';
import { backoffMs } from '../streams/backoff.ts';
import { openTarget, type ClusterAccess } from './open-target.ts';
import { readKubeSphereFacts } from './read-kubesphere-facts.ts';

const LOOK_INTERVAL_MS = 1_000;

type Proofs = Extract<PreparationItem, { type: 'proofs' }>;

export interface WatchedPreparation {
  readonly target: Target;
  readonly role: PreparationRole;
}

async function readProofs(
  session: KubeSession,
  role: PreparationRole,
  { access, signal }: CallOptions & { access: ClusterAccess },
): Promise<Proofs> {
  const { fingerprint, host } = access;
  const [facts, hostFacts] = await Promise.all([
    readKubeSphereFacts(session, { fingerprint, signal }),
    role === 'member'
      ? readKubeSphereFacts(host.session, { fingerprint, signal, skipInstaller: true })
      : undefined,
  ]);
  const proofs = preparationProofs(role, facts, hostFacts);
  return { type: 'proofs', proofs, done: proofs.every(({ met }) => met), installer: facts.installer };
}

/** The same as often as one looks, until something differs. */
async function* changedProofs(
  session: KubeSession,
  role: PreparationRole,
  options: CallOptions & { access: ClusterAccess; last: string },
): AsyncGenerator<Proofs> {
  let { last } = options;
  for (;;) {
    const proofs = await readProofs(session, role, options);
    const key = JSON.stringify(proofs);
    if (key !== last) yield proofs;
    last = key;
    if (proofs.done && proofs.installer !== 'running') return;
    await wait(LOOK_INTERVAL_MS, undefined, { signal: options.signal });
  }
}

/**
 * Whether the facts say that a cluster is prepared: told whenever they change, until all are met and ks-installer is through with its run (what is read
 * during a run may change). A cluster that stops answering meanwhile (its components restart) is told once per outage. Rejects when the target cannot be
 * used at all.
 */
export async function* watchPreparation(
  { target, role }: WatchedPreparation,
  access: ClusterAccess,
  { signal }: CallOptions,
): AsyncGenerator<PreparationItem> {
  let since: number | undefined;
  let last = '';
  for (let attempt = 0; ; attempt += 1) {
    try {
      await using session = await openTarget(target, access, { signal });
      for await (const proofs of changedProofs(session, role, { access, signal, last })) {
        since = undefined;
        attempt = 0;
        last = JSON.stringify(proofs);
        yield proofs;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      const isUnusable =
        error instanceof KubeFailure &&
        (error.kind === 'kubeconfig-unusable' || error.kind === 'address-refused');
      if (!(error instanceof KubeFailure) || isUnusable) throw error;
      last = '';
      if (since === undefined) {
        since = access.clock.now();
        yield { type: 'unreachable', since: new Date(since).toISOString(), raw: error.raw };
      }
      await wait(backoffMs(attempt), undefined, { signal });
    }
  }
}
