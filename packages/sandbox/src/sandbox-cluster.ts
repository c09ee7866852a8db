import type { ApiServer } from './api-server/start-api-server.ts';
import type { SandboxKubeconfig } from './cluster-kubeconfigs.ts';
import { setFaults } from './control/cluster-faults.ts';
import type { StartedCluster } from './start-cluster.ts';
import { isKsCore } from './world/ks-core/is-ks-core.ts';
import type { InstallFailure } from './world/ks-installer/run-installation.ts';

/** A running cluster as tests and the control see it. */
export interface SandboxCluster {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly kubernetesVersion: string;
  readonly kubesphereVersion: string | null;
  /** KubeSphere 4 has none. */
  readonly hasInstaller: boolean;
  readonly server: string;
  /** The first of `kubeconfigs`: an administrator's, everything embedded, where there is one. */
  readonly kubeconfig: string;
  readonly kubeconfigs: readonly SandboxKubeconfig[];
  /** The API server itself; null where nobody answers. */
  readonly api: ApiServer | null;
  /** Switches exactly these faults on (ids of `AVAILABLE_FAULTS`). */
  setFaults(ids: readonly string[]): Promise<void>;
  /** Throws where there is no installer. */
  replaceInstallerPod(): Promise<void>;
  /** Throws where there is no installer. */
  failNextInstall(kind: InstallFailure): void;
  /** The kubelet rotates the installer's log. Throws where there is no installer. */
  rotateInstallerLog(): void;
  /** The API server goes away and comes back with all it holds. */
  restartApiServer(): Promise<void>;
  /** etcd is compacted: watches from before get 410. */
  compact(): void;
  /** Running watches and logs break now, in mid-line; answers how many. */
  cutStreams(): number;
}

/** The handle of a started cluster. */
export function toSandboxCluster({
  scenario,
  server,
  kubeconfigs,
  api,
  world,
}: StartedCluster): SandboxCluster {
  const hasInstaller = scenario.kubesphere !== undefined && !isKsCore(scenario.kubesphere.version);
  const installer = () => {
    if (!world || !hasInstaller) throw new Error(`cluster ${scenario.name} has no ks-installer`);
    return world;
  };
  const apiServer = () => {
    if (!api) throw new Error(`cluster ${scenario.name} has no API server`);
    return api;
  };
  return {
    name: scenario.name,
    title: scenario.title,
    story: scenario.story,
    kubernetesVersion: scenario.kubernetesVersion,
    kubesphereVersion: scenario.kubesphere?.version ?? null,
    hasInstaller,
    server,
    kubeconfig: kubeconfigs[0]?.kubeconfig ?? '',
    kubeconfigs,
    api: api ?? null,
    setFaults: async (ids) => setFaults(api?.faults, ids),
    replaceInstallerPod: async () => installer().replaceInstallerPod(),
    failNextInstall: (kind) => installer().failNextInstall(kind),
    restartApiServer: async () => apiServer().restart(),
    compact: () => apiServer().store.compact(),
    cutStreams: () => apiServer().faults.cutStreams({ midLine: true }),
    rotateInstallerLog: () => installer().kubelet.rotateLogs('ks-installer-'),
  };
}
