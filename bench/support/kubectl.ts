import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LogCluster } from './start-log-cluster.ts';

const args = ({ kubeconfigFile }: LogCluster, pod: string) => [
  ...['--kubeconfig', kubeconfigFile, '-n', 'kubesphere-system'],
  ...['logs', '-f', pod],
];

/** `kubectl logs -f > /dev/null`, to the end of the log. */
export async function kubectlToNowhere(cluster: LogCluster, pod: string): Promise<void> {
  const kubectl = spawn(cluster.kubectl, args(cluster, pod), { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(kubectl, 'exit');
  if (code !== 0) throw new Error(`kubectl ended with code ${String(code)}`);
}

/** `kubectl logs -f`, line by line, until `take` answers true. */
export async function kubectlLines(
  cluster: LogCluster,
  pod: string,
  take: (line: string) => boolean,
): Promise<void> {
  const kubectl = spawn(cluster.kubectl, args(cluster, pod), { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(kubectl, 'exit');
  for await (const line of createInterface({ input: kubectl.stdout })) if (take(line)) break;
  kubectl.kill();
  await gone;
}
