import { join } from 'node:path';
import { ROOT, startChild, type Child } from './child.ts';

/** What serves the clusters of a story: the built sandbox, or real API servers with the sandbox's world on them. */
export type ClusterKind = 'sandbox' | 'real';

/** The clusters of one story, as one process. */
export interface Clusters {
  readonly hostKubeconfig: string;
  readonly kubeconfigFile: (cluster: string) => string;
  readonly controlUrl: string;
  readonly controlToken: string;
  /** How many times faster than life the installers run from now on. */
  readonly setSpeed: (speed: number) => Promise<void>;
  readonly output: () => string;
  readonly end: () => Promise<void>;
}

interface Ready {
  readonly hostKubeconfig: string;
  readonly controlUrl: string;
  readonly controlToken: string;
}

const PROGRAMS: Readonly<Record<ClusterKind, readonly string[]>> = {
  sandbox: [join(ROOT, 'packages/sandbox/dist/cli.mjs'), '--json'],
  real: ['--import', 'tsx', join(ROOT, 'packages/sandbox/test/real/serve-real-clusters.ts')],
};

/** Starts the clusters and waits until all answer. The caller ends them. */
export async function startClusters(
  kind: ClusterKind,
  { dir, speed }: { dir: string; speed: number },
): Promise<Clusters> {
  const child = startChild([...PROGRAMS[kind], '--dir', dir, '--speed', String(speed)], {});
  const { hostKubeconfig, controlUrl, controlToken } = await readyOf(child);
  return {
    hostKubeconfig,
    kubeconfigFile: (cluster) => join(dir, `${cluster}.kubeconfig`),
    controlUrl,
    controlToken,
    setSpeed: async (next) => {
      const answer = await fetch(`${controlUrl}/control/speed`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${controlToken}` },
        body: JSON.stringify({ speed: next }),
      });
      if (!answer.ok) throw new Error(`the speed ${next} was answered ${answer.status}`);
    },
    output: child.output,
    end: child.end,
  };
}

async function readyOf(child: Child): Promise<Ready> {
  const said = await child.line(/^\{"ready":true.*/);
  return JSON.parse(said[0]);
}
