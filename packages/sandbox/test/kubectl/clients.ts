import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isObject, objectAt, stringAt } from '../../src/api-server/json.ts';

const run = promisify(execFile);

/** A kubectl to try the sandbox with. */
export interface KubectlClient {
  /** For titles, such as `kubectl 1.20`. */
  name: string;
  path: string;
  /** Its Kubernetes minor version: it supports servers from one below to one above. */
  minor: number;
}

/** `npm test` names a current one and Debian's; without it the one on PATH is taken. */
const PATHS = [process.env['FLOTILLA_KUBECTL_1_20'], process.env['FLOTILLA_KUBECTL'] ?? 'kubectl'];

async function lookAt(path: string): Promise<KubectlClient[]> {
  const output = await run(path, ['version', '--client', '-o', 'json'], { timeout: 20_000 }).catch(
    () => undefined,
  );
  const told: unknown = output === undefined ? undefined : JSON.parse(output.stdout);
  const version = isObject(told) ? stringAt(objectAt(told, 'clientVersion'), 'gitVersion') : undefined;
  const [, release = '', minor] = /^v(1\.(\d+))/.exec(version ?? '') ?? [];
  return minor === undefined ? [] : [{ name: `kubectl ${release}`, path, minor: Number(minor) }];
}

/** The kubectls that are here, one for a release, the oldest first. */
export async function findClients(): Promise<KubectlClient[]> {
  const found = (
    await Promise.all(PATHS.flatMap((path) => (path === undefined ? [] : [lookAt(path)])))
  ).flat();
  const unique = found.filter(({ minor }, at) => found.findIndex((other) => other.minor === minor) === at);
  if (unique.length === 0) process.stderr.write('[K20] No kubectl here: its tests are left out.\n');
  return unique.toSorted((a, b) => a.minor - b.minor);
}

/** A server of that client's own release. */
export const versionFor = ({ minor }: KubectlClient) => `v1.${minor}.2`;
