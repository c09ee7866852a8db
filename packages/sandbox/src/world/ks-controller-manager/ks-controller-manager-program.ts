import { stringAt } from '../../api-server/json.ts';
import { createCoreClusterController } from '../ks-core/core-cluster-controller.ts';
import { isKsCore } from '../ks-core/is-ks-core.ts';
import { releaseFacts } from '../ks-installer/releases.ts';
import type { KubeClient } from '../kube-client.ts';
import type { ContainerProgram } from '../kubelet/container-program.ts';
import { followKubesphereConfig, multiclusterOf } from '../kubesphere-config-reader.ts';
import type { PodNetwork } from '../pod-network.ts';
import type { WorldClock } from '../world-clock.ts';
import { ensureHostCluster } from './host-cluster.ts';
import { runClusterController, type ClusterController } from './run-cluster-controller.ts';
import { startClusterWebhook } from './start-cluster-webhook.ts';
import { probeVersion, syncCluster, type SyncContext } from './sync-cluster.ts';

export interface KsControllerManagerOptions {
  client: KubeClient;
  clock: WorldClock;
  memberTimeoutMs: number;
  /** Where its webhook listens. */
  address: string;
  network: PodNetwork | undefined;
}

const UNKNOWN_RELEASE = { release: '3.4', clusterWebhook: false } as const;
const DEFAULT_RESYNC_MS = 120_000;
const DEFAULT_RESYNC_V4_MS = 900_000;

/**
 * ks-controller-manager as a container program, as far as clusters go: idle until kubesphere-config turns
 * multi-cluster on (in KubeSphere 4: says that this is a host), restarted in place whenever that configuration changes. The image's tag is its release.
 */
export function createKsControllerManager(options: KsControllerManagerOptions): ContainerProgram {
  const { client, clock, memberTimeoutMs } = options;
  return async ({ pod, podIp, container, signal, write }) => {
    const version = container.image.split(':').at(-1) ?? '';
    const { release, clusterWebhook } = releaseFacts(version) ?? UNKNOWN_RELEASE;
    const isV4 = isKsCore(version);
    const log = (level: string, text: string) => {
      const at = clock.now().toISOString();
      write([
        `${level}${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 23)}000       1 cluster_controller.go:0] ${text}`,
      ]);
    };
    let running: { stop: AbortController; ended: Promise<void>; key: string } | undefined;
    const stop = async () => {
      running?.stop.abort();
      await running?.ended;
      running = undefined;
    };
    await using _webhook = clusterWebhook
      ? await startClusterWebhook({ ...options, pod, podIp, signal })
      : undefined;
    log('I', 'Starting controllers');
    for await (const config of followKubesphereConfig(client, { signal })) {
      const { enabled: isOn, hostName, role } = multiclusterOf(config);
      const enabled = isV4 ? role === 'host' : isOn;
      const resyncMs =
        toMs(stringAt(config, 'multicluster', 'clusterControllerResyncPeriod')) ??
        (isV4 ? DEFAULT_RESYNC_V4_MS : DEFAULT_RESYNC_MS);
      const key = enabled ? `${hostName}/${resyncMs}` : '';
      if (key === (running?.key ?? '')) continue;
      await stop();
      if (!enabled) continue;
      const stopping = new AbortController();
      const context = {
        host: client,
        clock,
        memberTimeoutMs,
        log,
        signal: AbortSignal.any([signal, stopping.signal]),
      };
      const controller = isV4
        ? createCoreClusterController({ ...context, hostName, version })
        : createClusterController(hostName, { ...context, release });
      running = { stop: stopping, key, ended: runClusterController(controller, { ...context, resyncMs }) };
    }
    await stop();
    return 0;
  };
}

/** The cluster controller of 3.x. */
function createClusterController(hostName: string, context: SyncContext): ClusterController {
  const { host, release, signal } = context;
  const onlyProbes = release === '3.1' || release === '3.2';
  return {
    ensureHost: () => ensureHostCluster(hostName, { client: host, generation: '3', signal }),
    async sync(name) {
      await syncCluster(name, context);
      return 'done';
    },
    ...(onlyProbes ? { probe: (cluster) => probeVersion(cluster, context) } : {}),
  };
}

/** `2m0s` or `60s` in milliseconds. */
function toMs(duration: string | undefined): number | undefined {
  const [, minutes, seconds] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration ?? '-') ?? [];
  if (minutes === undefined && seconds === undefined) return undefined;
  return (Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
}
