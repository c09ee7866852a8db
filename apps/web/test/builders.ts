import type { ClusterOverview, HostState, Session } from '@flotilla/contracts';
import type { ClusterSummary, PreparationPlan } from '@flotilla/kubesphere';

export const aSession = (rest: Partial<Session> = {}): Session => ({
  id: 's-1',
  expiresAt: '2030-01-01T00:00:00Z',
  version: '0.1.0',
  sandbox: false,
  ...rest,
});

export const aHost = (rest: Partial<HostState> = {}): HostState => ({
  server: 'https://10.0.0.1:6443',
  context: 'host-admin',
  reachable: true,
  generation: '3',
  release: 'v3.4.1',
  role: 'host',
  prepared: true,
  clustersServed: true,
  ...rest,
});

export const aCluster = (rest: Partial<ClusterSummary> = {}): ClusterSummary => ({
  name: 'member-a',
  uid: 'uid-a',
  resourceVersion: '1',
  isHost: false,
  createdAt: '2026-01-01T00:00:00Z',
  connection: 'direct',
  kubernetesVersion: 'v1.26.9',
  kubesphereVersion: 'v3.4.1',
  nodeCount: 3,
  status: { state: 'ready', heartbeatAt: '2026-01-02T00:00:00Z' },
  conditions: [{ type: 'Ready', status: 'True', reason: 'Ready', message: 'Cluster is available now' }],
  ...rest,
});

export const anOverview = (rest: Partial<ClusterOverview> = {}): ClusterOverview => ({
  kubernetesVersion: 'v1.26.9',
  nodes: [
    { name: 'node-1', ready: true, roles: ['control-plane'], version: 'v1.26.9', internalIp: '10.0.0.11' },
  ],
  generation: '3',
  release: 'v3.4.1',
  role: 'member',
  effectiveRole: 'member',
  jwtSecretFingerprint: 'aaaa1111',
  installer: 'idle',
  apiserver: 'answers',
  components: [{ name: 'monitoring', status: 'enabled' }],
  readAt: '2026-01-02T00:00:00Z',
  ...rest,
});

export const aPlan = (rest: Partial<PreparationPlan> = {}): PreparationPlan => ({
  role: 'host',
  state: 'needed',
  release: 'v3.4.1',
  changes: [{ path: ['spec', 'multicluster', 'clusterRole'], from: 'none', to: 'host', secret: false }],
  obstacles: [],
  risks: ['installer-reruns'],
  proofs: [
    { id: 'configuration-role', met: false, found: 'none' },
    { id: 'apiserver-answers', met: true },
  ],
  before: 'spec:\n  multicluster:\n    clusterRole: none\n',
  after: 'spec:\n  multicluster:\n    clusterRole: host\n',
  digest: 'digest-1',
  kubectl: 'kubectl -n kubesphere-system patch cc ks-installer --type merge -p …',
  ...rest,
});
