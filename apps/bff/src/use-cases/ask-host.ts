import { toClusterSummary, type FleetEntry } from '@flotilla/kubesphere';
import { textAt } from '../object-fields.ts';
import type { Clock } from '../ports/clock.ts';
import { KubeFailure, type CallOptions, type KubeSession, type Resource } from '../ports/kube.ts';
import type { Tell } from './gather-check-facts.ts';
import { CLUSTERS, type ClusterAccess } from './open-target.ts';
import { readKubeSphereFacts } from './read-kubesphere-facts.ts';
import { settleProbe } from './settle-probe.ts';

export const NAMESPACES: Resource = { group: '', version: 'v1', plural: 'namespaces' };
/** A cluster's identity: the UID nobody can choose (K 3.3+ `status.uid`). */
export const IDENTITY_NAMESPACE = 'kube-system';

const HOST_TIMEOUT_MS = 8_000;

/** How far the server's clock is ahead of ours, from its Date header; whole seconds, the middle of the trip taken as the moment. */
export async function readServerClock(
  session: KubeSession,
  clock: Clock,
  options: CallOptions,
): Promise<number | undefined> {
  const askedAt = clock.now();
  const { date } = await session.read('/version', options);
  return date === undefined ? undefined : date + 500 - (askedAt + clock.now()) / 2;
}

async function readFleet(
  session: KubeSession,
  now: number,
  options: CallOptions,
): Promise<readonly FleetEntry[]> {
  try {
    const { items } = await session.list(CLUSTERS, {}, options);
    return items.flatMap((object): FleetEntry[] => {
      const summary = toClusterSummary(object, now);
      if (!summary) return [];
      const { name, clusterUid, server, isHost } = summary;
      return [
        {
          name,
          isHost,
          ...(clusterUid !== undefined && { uid: clusterUid }),
          ...(server !== undefined && { server }),
        },
      ];
    });
  } catch (error) {
    // Before the host is prepared the kind is not served: it has no clusters then.
    if (error instanceof KubeFailure && error.kind === 'not-found') return [];
    throw error;
  }
}

/** The host's side of the verdict: how it stands, who it is and which clusters it has. */
export async function askHost(access: ClusterAccess, options: CallOptions, tell: Tell): Promise<void> {
  const { session } = access.host;
  const host = await settleProbe(
    async ({ signal }) => {
      const [facts, identity, fleet] = await Promise.all([
        readKubeSphereFacts(session, { signal, fingerprint: access.fingerprint, skipInstaller: true }),
        session.get(NAMESPACES, IDENTITY_NAMESPACE, { signal }),
        readFleet(session, access.clock.now(), { signal }),
      ]);
      const uid = textAt(identity, 'metadata', 'uid');
      return { facts, fleet, ...(uid !== undefined && { uid }) };
    },
    { ...options, timeoutMs: HOST_TIMEOUT_MS },
  );
  tell({ host });
}
