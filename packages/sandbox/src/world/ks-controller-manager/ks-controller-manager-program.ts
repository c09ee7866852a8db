import { stringAt } from '../../api-server/json.ts';
import { releaseFacts } from '../ks-installer/releases.ts';
import type { KubeClient } from '../kube-client.ts';
import type { ContainerProgram } from '../kubelet/container-program.ts';
import { followKubesphereConfig, multiclusterOf } from '../kubesphere-config-reader.ts';
import type { WorldClock } from '../world-clock.ts';
import { runClusterController } from './run-cluster-controller.ts';

export interface KsControllerManagerOptions {
  client: KubeClient;
  clock: WorldClock;
  memberTimeoutMs: number;
}

const DEFAULT_RESYNC_MS = 120_000;

/**
 * ks-controller-manager as a container program, as far as clusters go: idle until kubesphere-config turns
 * multi-cluster on, restarted in place whenever that configuration changes. The image's tag is its release.
 */
export function createKsControllerManager(options: KsControllerManagerOptions): ContainerProgram {
  const { client, clock, memberTimeoutMs } = options;
  return async ({ container, signal, write }) => {
    const { release } = releaseFacts(container.image.split(':').at(-1) ?? '') ?? { release: '3.4' as const };
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
    log('I', 'Starting controllers');
    for await (const config of followKubesphereConfig(client, { signal })) {
      const { enabled, hostName } = multiclusterOf(config);
      const resyncMs =
        toMs(stringAt(config, 'multicluster', 'clusterControllerResyncPeriod')) ?? DEFAULT_RESYNC_MS;
      const key = enabled ? `${hostName}/${resyncMs}` : '';
      if (key === (running?.key ?? '')) continue;
      await stop();
      if (!enabled) continue;
      const stopping = new AbortController();
      const context = {
        host: client,
        clock,
        release,
        memberTimeoutMs,
        log,
        signal: AbortSignal.any([signal, stopping.signal]),
      };
      running = { stop: stopping, key, ended: runClusterController(context, { hostName, resyncMs }) };
    }
    await stop();
    return 0;
  };
}

/** `2m0s` or `60s` in milliseconds. */
function toMs(duration: string | undefined): number | undefined {
  const [, minutes, seconds] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration ?? '-') ?? [];
  if (minutes === undefined && seconds === undefined) return undefined;
  return (Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
}
