import { numberAt, stringAt } from '../api-server/json.ts';
import type { CertificatePair } from '../certificates/cluster-pki.ts';
import { untilObject } from './follow-objects.ts';
import { createKsApiserver } from './ks-apiserver-program.ts';
import { createKsControllerManager } from './ks-controller-manager/ks-controller-manager-program.ts';
import { HOST_CLUSTER_NAME } from './ks-core/core-config.ts';
import { createKsInstaller } from './ks-installer/ks-installer-program.ts';
import type { InstallFailure } from './ks-installer/run-installation.ts';
import { openKubeClient, type KubeClient } from './kube-client.ts';
import type { KubeConnection } from './kube-connection.ts';
import { idleProgram, type ContainerProgram } from './kubelet/container-program.ts';
import { startKubelet, type Kubelet } from './kubelet/start-kubelet.ts';
import type { PodNetwork } from './pod-network.ts';
import { PATHS } from './resource-paths.ts';
import { startWorkloads } from './start-workloads.ts';
import type { WorldClock } from './world-clock.ts';

export interface WorldOptions {
  clusterName: string;
  /** The API server and the rights of a cluster administrator on it: all that the world knows of the cluster. */
  connection: KubeConnection;
  clock: WorldClock;
  seed: number;
  /** The kubelet's serving certificate. */
  certificate: CertificatePair;
  nodes: readonly string[];
  kubernetesVersion: string;
  /** When the installation that is already there began; undefined lets the first run take its time. */
  installedAt?: Date;
  /** Where kubelet and ks-apiserver listen; 127.0.0.1 unless told. */
  address?: string;
  /** What the API server is told instead of `address`; a real one takes no loopback address for a pod. */
  network?: PodNetwork;
  /** How long a member may be silent before a join gives up; 10 s in truth. */
  memberTimeoutMs?: number;
}

/** One cluster's nodes and what runs on them. */
export interface World extends AsyncDisposable {
  readonly client: KubeClient;
  readonly kubelet: Kubelet;
  /** The next run of ks-installer goes wrong in this way. */
  failNextInstall(kind: InstallFailure): void;
  /** Deletes the installer's pod; its Deployment makes another. */
  replaceInstallerPod(): Promise<void>;
  /** Resolves when the installation of a seeded cluster has ended: ks-installer's first run, or a host of KubeSphere 4 that has found itself. */
  untilInstalled(by: 'ks-installer' | 'ks-core'): Promise<void>;
}

/** Brings a cluster to life as an ordinary client of its API server. Ends when disposed. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { clock, seed, nodes, address = '127.0.0.1', memberTimeoutMs = 10_000 } = options;
  const stopping = new AbortController();
  const call = { signal: stopping.signal };
  const client = openKubeClient(options.connection);
  const planned: InstallFailure[] = [];
  const first = { startedAt: options.installedAt };

  const programs: Record<string, ContainerProgram> = {
    'ks-installer': createKsInstaller({
      client,
      clock,
      clusterName: options.clusterName,
      seed,
      nextFailure: () => planned.shift(),
      firstRunAt: () => {
        const at = first.startedAt;
        first.startedAt = undefined;
        return at;
      },
    }),
    'ks-apiserver': createKsApiserver({ client, address, network: options.network }),
    'ks-controller-manager': createKsControllerManager({
      client,
      clock,
      memberTimeoutMs,
      address,
      network: options.network,
    }),
  };
  const pull = { delayMs: options.installedAt ? 0 : 800 };
  const kubelet = await startKubelet({
    client,
    clock,
    address,
    network: options.network,
    nodes,
    certificate: options.certificate,
    kubernetesVersion: options.kubernetesVersion,
    programFor: (image) => programs[imageName(image)] ?? idleProgram,
    startDelayMs: () => pull.delayMs,
  });
  const workloads = startWorkloads({ client, nodes, seed });

  return {
    client,
    kubelet,
    failNextInstall: (kind) => void planned.push(kind),
    async replaceInstallerPod() {
      const selector = encodeURIComponent('app in (ks-install, ks-installer)');
      const { items } = await client.list(
        `/api/v1/namespaces/kubesphere-system/pods?labelSelector=${selector}`,
        call,
      );
      for (const { metadata } of items)
        await client.delete(`/api/v1/namespaces/kubesphere-system/pods/${metadata.name ?? ''}`, call);
    },
    async untilInstalled(by) {
      const isInstalled = (object: object) => stringAt(object, 'status', 'clusterId') !== undefined;
      const hasFoundItself = (object: object) => numberAt(object, 'status', 'nodeCount') !== undefined;
      await untilObject(
        client,
        by === 'ks-installer'
          ? { collection: PATHS.clusterConfigurations, name: 'ks-installer', accept: isInstalled }
          : { collection: PATHS.clusters, name: HOST_CLUSTER_NAME, accept: hasFoundItself },
        call,
      );
      pull.delayMs = 800;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await workloads[Symbol.asyncDispose]();
      await kubelet[Symbol.asyncDispose]();
      await client[Symbol.asyncDispose]();
    },
  };
}

/** `kubesphere/ks-installer:v3.4.1` → `ks-installer` */
function imageName(image: string): string {
  return image.split('/').at(-1)?.split(':')[0] ?? '';
}
