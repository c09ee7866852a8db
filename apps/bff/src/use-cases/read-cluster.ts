import { toClusterSummary, type ClusterSummary } from '@flotilla/kubesphere';
import { KubeFailure } from '../ports/kube.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './caller.ts';
import { CLUSTERS } from './open-target.ts';

/** One Cluster of the host, without its kubeconfig; `cluster.not-found` names the one that is missing. */
export async function readCluster(name: string, { access, signal }: Caller): Promise<ClusterSummary> {
  try {
    const summary = toClusterSummary(
      await access.host.session.get(CLUSTERS, name, { signal }),
      access.clock.now(),
    );
    if (summary !== undefined) return summary;
  } catch (error) {
    if (!(error instanceof KubeFailure && error.kind === 'not-found')) throw error;
  }
  throw new ProblemError('cluster.not-found', { params: { name } });
}
