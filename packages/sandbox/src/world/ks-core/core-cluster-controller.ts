import { ensureHostCluster } from '../ks-controller-manager/host-cluster.ts';
import type { ClusterController } from '../ks-controller-manager/run-cluster-controller.ts';
import type { KnownMember } from './member-client.ts';
import { syncCoreCluster, type CoreSyncContext } from './sync-core-cluster.ts';

/** The cluster controller of 4.1: no federation; ks-core is installed on bare members. */
export function createCoreClusterController(surroundings: Omit<CoreSyncContext, 'known'>): ClusterController {
  const context = { ...surroundings, known: new Map<string, KnownMember>() };
  const { host, hostName, signal } = context;
  return {
    ensureHost: () => ensureHostCluster(hostName, { client: host, generation: '4', signal }),
    sync: (name) => syncCoreCluster(name, context),
    taskAnnotations: ['kubesphere.io/syncAt'],
  };
}
