import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes `<cluster>.kubeconfig` into a folder for each cluster, readable by its owner only; answers the host's path. */
export async function writeKubeconfigs(
  clusters: Iterable<{ readonly name: string; readonly kubeconfig: string }>,
  dir: string,
): Promise<string> {
  const pathOf = (name: string) => join(dir, `${name}.kubeconfig`);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await Promise.all(
    [...clusters].map(({ name, kubeconfig }) => writeFile(pathOf(name), kubeconfig, { mode: 0o600 })),
  );
  return pathOf('host');
}
