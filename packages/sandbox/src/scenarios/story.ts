import type { ClusterScenario, Scenario } from './scenario.ts';

const ADMIN = ['client-certificate', 'token'] as const;

/** KubeSphere 3.4, installed, not yet part of anything. */
export const HOST: ClusterScenario = {
  name: 'host',
  title: 'Host',
  story: 'host-3.4',
  kubernetesVersion: 'v1.26.9',
  nodes: 3,
  kubesphere: { version: 'v3.4.1', clusterRole: 'none' },
  kubeconfigs: ADMIN,
};

export const MEMBER_A: ClusterScenario = {
  name: 'member-a',
  title: 'Member A',
  story: 'standalone-3.4',
  kubernetesVersion: 'v1.26.9',
  nodes: 2,
  kubesphere: { version: 'v3.4.1', clusterRole: 'none' },
  kubeconfigs: ADMIN,
};

export const MEMBER_B: ClusterScenario = {
  name: 'member-b',
  title: 'Member B',
  story: 'standalone-3.2',
  kubernetesVersion: 'v1.21.14',
  nodes: 1,
  kubesphere: { version: 'v3.2.1', clusterRole: 'none' },
  kubeconfigs: ADMIN,
};

export const MEMBER_BARE: ClusterScenario = {
  name: 'member-bare',
  title: 'Bare Kubernetes',
  story: 'bare-kubernetes',
  kubernetesVersion: 'v1.28.15',
  nodes: 1,
  kubeconfigs: ADMIN,
};

const refused = (name: string, title: string, rest: Partial<ClusterScenario>): ClusterScenario => ({
  name,
  title,
  story: name,
  kubernetesVersion: 'v1.26.9',
  nodes: 0,
  kubeconfigs: ['client-certificate'],
  ...rest,
});

/** The clusters that a user plays through: a host to prepare, members to add, and those that teach by failing. */
export const STORY: Scenario = {
  name: 'story',
  clusters: [
    HOST,
    MEMBER_A,
    MEMBER_B,
    MEMBER_BARE,
    refused('expired-certificate', 'Expired certificate', { expiredCertificate: true }),
    refused('wrong-ca', 'Wrong certificate authority', {
      sharedServer: 'refused',
      kubeconfigs: ['foreign-ca'],
    }),
    refused('namespace-token', 'Token of one namespace', {
      sharedServer: 'refused',
      kubeconfigs: ['namespace-token'],
    }),
    refused('exec-plugin', 'Exec plugin', { sharedServer: 'refused', kubeconfigs: ['exec'] }),
    refused('nobody-answers', 'Nobody answers', { blackHole: true }),
  ],
};
