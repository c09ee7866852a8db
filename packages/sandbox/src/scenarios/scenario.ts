import type { InstallFailure } from '../world/ks-installer/run-installation.ts';

/** Who a kubeconfig of a cluster is for. */
export type KubeconfigKind = 'client-certificate' | 'token' | 'namespace-token' | 'exec' | 'foreign-ca';

export interface KubeSphereScenario {
  /** e.g. `v3.4.1` or `v4.1.3`; decides everything that differs from release to release. */
  version: string;
  clusterRole: 'none' | 'host' | 'member';
  /** What the ClusterConfiguration, or the values of the chart, give; empty lets one be drawn. */
  jwtSecret?: string;
  /** Lets the first run that is asked for go wrong. */
  failingInstall?: InstallFailure;
  /** Another host has this cluster already: its marks on namespace and configuration are there. */
  alreadyManagedBy?: string;
}

export interface ClusterScenario {
  name: string;
  title: string;
  /** What can be played with it, as a code. */
  story: string;
  kubernetesVersion: string;
  /** 0: an API server and nothing more. */
  nodes: number;
  kubesphere?: KubeSphereScenario;
  kubeconfigs: readonly KubeconfigKind[];
  /** The serving certificate ended long ago. */
  expiredCertificate?: boolean;
  /** Nothing but a port where connecting never ends. */
  blackHole?: boolean;
  /** Clusters of the same name here share one API server. */
  sharedServer?: string;
}

/** Data only: the clusters of one sandbox. */
export interface Scenario {
  name: string;
  clusters: readonly ClusterScenario[];
}
