import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { stringAt } from '../../src/api-server/json.ts';
import { HOST, MEMBER_B, startSandbox, type ClusterScenario } from '../../src/index.ts';
import { openCluster } from '../../src/testing/open-cluster.ts';
import { PATHS } from '../../src/world/resource-paths.ts';
import { findClients, type KubectlClient } from './clients.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);

const CLIENTS = await findClients();

/** One cluster, its kubeconfig in a file, and a shell that has it in KUBECONFIG and calls that client `kubectl`. */
async function startShell(scenario: ClusterScenario, client: KubectlClient) {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-kubectl-'));
  await mkdir(join(dir, 'bin'));
  const target = isAbsolute(client.path) ? client.path : (await run('which', [client.path])).stdout.trim();
  await symlink(target, join(dir, 'bin/kubectl'));
  const sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: { name: 'kubectl', clusters: [scenario] },
  });
  const cluster = openCluster(sandbox, scenario.name);
  const path = join(dir, 'config');
  await writeFile(path, cluster.cluster.kubeconfig, { mode: 0o600 });
  const ownEnv = {
    ...process.env,
    PATH: [join(dir, 'bin'), process.env['PATH']].join(delimiter),
    KUBECONFIG: path,
    KUBECTL_KUBERC: 'false',
    HOME: dir,
  };
  return {
    cluster,
    dir,
    shell: async (command: string, env: Record<string, string> = {}) => {
      const options = {
        env: { ...ownEnv, ...env },
        signal: cluster.signal,
      };
      return (await run('sh', ['-c', command], options)).stdout;
    },
    /** Runs what never ends by itself, until a line is the last one wanted. */
    follow: async (command: string, isLast: (line: string) => boolean) => {
      // exec: so that the kill reaches kubectl and not only its shell.
      const child = spawn('sh', ['-c', `exec ${command}`], { env: ownEnv });
      const exited = once(child, 'exit');
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line);
        if (isLast(line)) break;
      }
      child.kill();
      await exited;
      return lines;
    },
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
      await rm(dir, { recursive: true });
    },
  };
}

const LOG_OF = (label: string) =>
  `kubectl logs -n kubesphere-system $(kubectl get pod -n kubesphere-system -l app=${label} -o jsonpath='{.items[0].metadata.name}')`;

describe.runIf(CLIENTS.length > 0)('[W12] by the documentation', () => {
  describe.each(CLIENTS)('$name', (client) => {
    test('[W12] the documentation’s commands prepare a host', async () => {
      await using host = await startShell(HOST, client);
      const editor = join(host.dir, 'editor.sh');
      const script = '#!/bin/sh\nsed -i "s/clusterRole: none/clusterRole: host/" "$1"\n';
      await writeFile(editor, script, { mode: 0o700 });
      const before = await host.cluster.logLength();
      const edited = await host.shell('kubectl edit cc ks-installer -n kubesphere-system', {
        KUBE_EDITOR: editor,
      });
      expect(edited).toBe('clusterconfiguration.installer.kubesphere.io/ks-installer edited\n');

      let banners = 0;
      const lines = await host.follow(
        `${LOG_OF('ks-installer')} -f`,
        (line) => line.startsWith('https://kubesphere.io') && ++banners === 2,
      );
      expect(lines.slice(before)).toContain('task multicluster status is successful  (4/4)');

      const grep = await host.shell(
        'kubectl -n kubesphere-system get cm kubesphere-config -o yaml | grep -v "apiVersion" | grep jwtSecret',
      );
      const config = await host.cluster.client.get(PATHS.kubesphereConfig, host.cluster);
      const secret = /jwtSecret: "(.*)"/.exec(stringAt(config, 'data', 'kubesphere.yaml') ?? '')?.[1];
      expect(grep.trim()).toBe(`jwtSecret: "${secret}"`);

      await host.cluster.untilCluster(
        'host',
        (object) => stringAt(object, 'status', 'kubernetesVersion') !== undefined,
      );
      expect(await host.shell('kubectl get clusters --no-headers')).toMatch(
        /^host\s+true\s+kubesphere\s+true\s+v1\.26\.9\s*$/,
      );
    });

    test('[W12] up to 3.2 the log is found by the old label', async () => {
      await using member = await startShell(MEMBER_B, client);
      expect(await member.shell(`${LOG_OF('ks-install')} --tail=20`)).toContain('Password: P@88w0rd');
    });
  });
});
