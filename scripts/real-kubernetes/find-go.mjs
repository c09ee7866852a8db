import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../kit/root.mjs';
import { runCommand } from '../kit/run-command.mjs';

/** The Go module that names the servers and their versions, below the repository. */
export const MODULE = 'tools/envtest';

const manifest = () => readFileSync(join(root, MODULE, 'go.mod'), 'utf8');

/** The oldest Go that can build them. */
export const neededGo = () => /^go (\S+)$/m.exec(manifest())?.[1] ?? '';

/** The Kubernetes that is built, e.g. `v1.37.2`. */
export const kubernetesVersion = () => /^\s*k8s\.io\/kubernetes (\S+)/m.exec(manifest())?.[1] ?? '';

/**
 * The version of the Go on PATH, e.g. `1.26.8`; undefined when there is none.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findGo() {
  const { code, output } = await runCommand('go', ['env', 'GOVERSION'], {
    env: { GOTOOLCHAIN: 'local' },
  });
  return code === 0 ? (/^go(\d\S*)/m.exec(output)?.[1] ?? undefined) : undefined;
}

/**
 * Whether a version is that or newer.
 *
 * @param {string} version
 * @param {string} needed
 */
export const isNewEnough = (version, needed) => version.localeCompare(needed, 'en', { numeric: true }) >= 0;
