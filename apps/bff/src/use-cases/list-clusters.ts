import type { ClusterList, HostState } from '@flotilla/contracts';
import {
  preparationProofs,
  toClusterSummary,
  type ClusterSummary,
  type KubeSphereFacts,
} from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeObject } from '../ports/kube.ts';
import type { Caller } from './caller.ts';
import { CLUSTERS, type ClusterAccess } from './open-target.ts';
import { readKubernetesVersion } from './read-kubernetes-version.ts';
import { readKubeSphereFacts } from './read-kubesphere-facts.ts';

/** A host that has not answered by then counts as unreachable: the page must say so while somebody looks at it. */
const HOST_PATIENCE_MS = 8_000;

/** The fleet as the host has it. A host that does not answer is told by `reachable: false`, never by a failure. */
export async function listClusters({
  access,
  signal,
}: Pick<Caller, 'access' | 'signal'>): Promise<ClusterList> {
  const options = { signal };
  const [host, objects] = await Promise.all([
    readHostState(access, options),
    whileReachable(readClusterObjects(access, options), signal),
  ]);
  const now = access.clock.now();
  return {
    host,
    clusters: (objects ?? []).flatMap((object) => toClusterSummary(object, now) ?? []).toSorted(hostFirst),
  };
}

/** How the host stands. Rejects only when the signal aborts. */
export async function readHostState(access: ClusterAccess, options: CallOptions): Promise<HostState> {
  const { session, connection } = access.host;
  const told = { server: connection.server, context: connection.contextName };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(HOST_PATIENCE_MS)]);
  const answers = await whileReachable(
    Promise.all([
      readKubeSphereFacts(session, { fingerprint: access.fingerprint, signal }),
      readKubernetesVersion(session, { signal }),
      readClusterObjects(access, { signal }),
    ]),
    options.signal,
  );
  if (answers === undefined) {
    return { ...told, reachable: false, generation: 'none', prepared: false, clustersServed: false };
  }
  const [facts, kubernetesVersion, clusters] = answers;
  const role = facts.configuration?.role ?? facts.effective?.role;
  return {
    ...told,
    reachable: true,
    generation: facts.generation,
    kubernetesVersion,
    prepared: isPrepared(facts),
    clustersServed: clusters !== undefined,
    ...(facts.release !== undefined && { release: facts.release }),
    ...(role !== undefined && { role }),
  };
}

/** All Cluster objects; undefined where the API does not serve them (KubeSphere absent or not a host yet). */
async function readClusterObjects(
  access: ClusterAccess,
  options: CallOptions,
): Promise<readonly KubeObject[] | undefined> {
  try {
    return (await access.host.session.list(CLUSTERS, {}, options)).items;
  } catch (error) {
    if (error instanceof KubeFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** 4.x needs no preparation; 3.x is prepared when every fact says so. */
function isPrepared(facts: KubeSphereFacts): boolean {
  if (facts.generation === '4') return true;
  return facts.generation === '3' && preparationProofs('host', facts, undefined).every(({ met }) => met);
}

/** Undefined when the cluster, not the caller, is why there is no answer. */
async function whileReachable<T>(answer: Promise<T>, callerSignal: AbortSignal): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    callerSignal.throwIfAborted();
    if (error instanceof KubeFailure || isTimeout(error)) return undefined;
    throw error;
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

const hostFirst = (a: ClusterSummary, b: ClusterSummary): number =>
  Number(b.isHost) - Number(a.isHost) || a.name.localeCompare(b.name, 'en');
