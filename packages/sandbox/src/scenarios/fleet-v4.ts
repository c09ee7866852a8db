import type { ClusterScenario, Scenario } from './scenario.ts';
import { HOST, MEMBER_A, MEMBER_BARE } from './story.ts';

/** KubeSphere 4.1 as its chart leaves it: a host from the start. */
const HOST_V4: ClusterScenario = {
  ...HOST,
  story: 'host-4.1',
  kubernetesVersion: 'v1.28.15',
  kubesphere: { version: 'v4.1.3', clusterRole: 'host' },
};

/** A host of KubeSphere 4.1, a bare cluster that it can take in, and one of 3.4 that it cannot. */
export const FLEET_V4: Scenario = { name: 'fleet-v4', clusters: [HOST_V4, MEMBER_BARE, MEMBER_A] };
