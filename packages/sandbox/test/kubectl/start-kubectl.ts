import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestServer } from '../../src/api-server/testing/test-client.ts';
import { kubeconfigFor } from '../../src/kubeconfig-for.ts';
import { followLines } from '../follow-lines.ts';
import { versionFor, type KubectlClient } from './clients.ts';

const run = promisify(execFile);

/** A kubectl with a home and a server of its own, by default of its own release. The caller closes it. */
export async function startKubectl(client: KubectlClient, kubernetesVersion = versionFor(client)) {
  const server = await startTestServer({ kubernetesVersion });
  const { api } = server;
  const home = await mkdtemp(join(tmpdir(), 'kubectl-'));
  const user = await api.issueClientCertificate({ user: 'kubernetes-admin', groups: ['system:masters'] });
  const write = async (file: string, text: string) => {
    const path = join(home, file);
    await writeFile(path, text, { mode: 0o700 });
    return path;
  };
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    KUBECTL_KUBERC: 'false',
    KUBECONFIG: await write(
      'config',
      kubeconfigFor({
        server: api.url,
        caPem: api.pki.caPem,
        name: 'test',
        user: { kind: 'certificate', ...user },
      }),
    ),
  };
  const call = async (args: readonly string[], more: Record<string, string> = {}) =>
    (await run(client.path, args, { env: { ...env, ...more } })).stdout;
  return {
    ...server,
    write,
    /** Its output; rejects with code, stdout and stderr. */
    kubectl: (...args: string[]) => call(args),
    /** Pipes an object into `kubectl … -f -`. */
    pipe: async (object: object, ...args: string[]) => {
      const child = run(client.path, [...args, '-f', '-'], { env });
      child.child.stdin?.end(JSON.stringify(object));
      return (await child).stdout;
    },
    /** `kubectl edit` by a user who runs that sed script over the text. */
    edit: (script: string, ...args: string[]) => call(['edit', ...args], { KUBE_EDITOR: `sed -i ${script}` }),
    /** Runs what never ends by itself: gives its lines. */
    follow: (...args: string[]) => followLines(client.path, args, env),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}
