/** The releases this world can play. */
export type Release = '3.0' | '3.1' | '3.2' | '3.3' | '3.4';

export interface ReleaseFacts {
  release: Release;
  /** The label of Deployment and pod: the documentation's log command follows it. */
  appLabel: 'ks-install' | 'ks-installer';
  /** The lowest Kubernetes minor version it accepts. */
  minimumKubernetesMinor: number;
  /** Blocks that are always installed side by side, in the order they start. */
  components: readonly string[];
  /** What a too old Kubernetes is told. */
  unsupportedText: string;
  /** Whether old-format objects are deleted and created anew (from 3.1 on). */
  migrates: boolean;
  /** Whether ks-apiserver and ks-controller-manager are restarted at the end (up to 3.2). */
  restartsAtEnd: boolean;
  /** Whether the first password is random and kept in Secret kubesphere-secret (from 3.3 on). */
  randomPassword: boolean;
  /** Whether a webhook judges every change of a Cluster (3.4). */
  clusterWebhook: boolean;
}

const UNSUPPORTED = 'The current Kubernetes version is not supported !';
const LATER = ['monitoring', 'multicluster', 'openpitrix', 'network'] as const;
const before33 = {
  appLabel: 'ks-install',
  restartsAtEnd: true,
  randomPassword: false,
  clusterWebhook: false,
} as const;
const from33 = {
  appLabel: 'ks-installer',
  restartsAtEnd: false,
  randomPassword: true,
  clusterWebhook: false,
} as const;

const FACTS: Record<Release, ReleaseFacts> = {
  '3.0': {
    release: '3.0',
    ...before33,
    components: ['monitoring', 'multicluster'],
    minimumKubernetesMinor: 15,
    unsupportedText: 'The current k8s version is not supported',
    migrates: false,
  },
  '3.1': {
    release: '3.1',
    ...before33,
    components: LATER,
    minimumKubernetesMinor: 15,
    unsupportedText: UNSUPPORTED,
    migrates: true,
  },
  '3.2': {
    release: '3.2',
    ...before33,
    components: LATER,
    minimumKubernetesMinor: 19,
    unsupportedText: UNSUPPORTED,
    migrates: true,
  },
  '3.3': {
    release: '3.3',
    ...from33,
    components: LATER,
    minimumKubernetesMinor: 19,
    unsupportedText: UNSUPPORTED,
    migrates: true,
  },
  '3.4': {
    release: '3.4',
    ...from33,
    clusterWebhook: true,
    components: LATER,
    minimumKubernetesMinor: 19,
    unsupportedText: UNSUPPORTED,
    migrates: true,
  },
};

/** The facts of `v3.4.1`, `3.4` or an image ending in `:v3.4.1`; undefined for anything else. */
export function releaseFacts(version: string): ReleaseFacts | undefined {
  const minor = /(?:^|:)v?(3\.[0-4])(?:\.|$)/.exec(version)?.[1];
  return Object.values(FACTS).find(({ release }) => release === minor);
}
