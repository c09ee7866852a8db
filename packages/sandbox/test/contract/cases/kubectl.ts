import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { followLines } from '../../follow-lines.ts';
import { realBinaries } from '../../real/real-binaries.ts';
import { aCase, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { startTestKubelet } from '../test-kubelet.ts';

const run = promisify(execFile);

interface Shell extends AsyncDisposable {
  /** What kubectl writes to stdout; rejects with its stderr where it fails. */
  (...args: string[]): Promise<string>;
  write(file: string, content: string | object): Promise<string>;
  /** Starts what ends by no itself. */
  follow(...args: string[]): AsyncDisposable & { next(): Promise<string> };
  env: Record<string, string>;
}

/** kubectl with a home of its own, in the case's namespace. */
async function openShell(kube: CaseKube): Promise<Shell> {
  const home = await mkdtemp(join(tmpdir(), 'contract-kubectl-'));
  const kubectl = join(realBinaries(), 'kubectl');
  const write = async (file: string, content: string | object) => {
    const path = join(home, file);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o700 });
    return path;
  };
  const config = await write('config', kube.kubeconfig);
  const common = ['--kubeconfig', config, '--namespace', kube.namespace];
  const env: Record<string, string> = { ...process.env, HOME: home, KUBECTL_KUBERC: 'false' };
  const call = async (...args: string[]) => (await run(kubectl, [...common, ...args], { env })).stdout;
  return Object.assign(call, {
    env,
    write,
    follow: (...args: string[]) => followLines(kubectl, [...common, ...args], env),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  });
}

const configMap = (data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  data,
});

export const kubectlCases: readonly ContractCase[] = [
  aCase('K20', 'kubectl applies, shows, compares and deletes', async (kube) => {
    await using kubectl = await openShell(kube);
    const file = await kubectl.write('c.json', configMap({ a: '1' }));
    expect(await kubectl('apply', '-f', file)).toBe('configmap/c created\n');
    expect(await kubectl('apply', '-f', file)).toBe('configmap/c unchanged\n');
    expect((await kubectl('get', 'configmaps')).split('\n')[1]).toMatch(/^c +1 +\d+s$/);
    await kubectl.write('c.json', configMap({ a: '2' }));
    await expect(kubectl('diff', '-f', file)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^-  a: "1"\n\+  a: "2"$/m),
    });
    expect(await kubectl('apply', '-f', file)).toBe('configmap/c configured\n');
    expect(await kubectl('describe', 'configmap', 'c')).toMatch(/^a:\n-{4}\n2$/m);
    expect(await kubectl('delete', 'configmap', 'c')).toContain('configmap "c" deleted');
    await expect(kubectl('get', 'configmap', 'c')).rejects.toMatchObject({
      stderr: 'Error from server (NotFound): configmaps "c" not found\n',
    });
  }),

  aCase('K20', 'kubectl applies on the server, and is told of conflicts', async (kube) => {
    await using kubectl = await openShell(kube);
    const file = await kubectl.write('c.json', configMap({ a: '1' }));
    const apply = ['apply', '--server-side', '-f', file];
    expect(await kubectl(...apply)).toBe('configmap/c serverside-applied\n');
    await kubectl.write('c.json', configMap({ a: '2' }));
    await expect(kubectl(...apply, '--field-manager', 'other')).rejects.toMatchObject({
      stderr: expect.stringContaining('conflict with "kubectl": .data.a'),
    });
    await kubectl(...apply, '--field-manager', 'other', '--force-conflicts');
    expect(await kubectl('get', 'configmap', 'c', '-o', 'jsonpath={.data.a}')).toBe('2');
  }),

  aCase('K20', 'kubectl patches and edits', async (kube) => {
    await using kubectl = await openShell(kube);
    await kube.admin.post(kube.at('configmaps'), configMap({ a: '1' }));
    for (const [type, patch] of [
      ['merge', '{"data":{"b":"merge"}}'],
      ['json', '[{"op":"add","path":"/data/c","value":"json"}]'],
      ['strategic', '{"data":{"d":"strategic"}}'],
    ] as const)
      expect(await kubectl('patch', 'configmap', 'c', '--type', type, '-p', patch)).toBe(
        'configmap/c patched\n',
      );
    kubectl.env['EDITOR'] = await kubectl.write('edit.sh', '#!/bin/sh\nsed -i "s/a: .*/a: edited/" "$1"\n');
    expect(await kubectl('edit', 'configmap', 'c')).toBe('configmap/c edited\n');
    const { body } = await kube.admin.get(`${kube.at('configmaps')}/c`);
    expect(body.data).toEqual({ a: 'edited', b: 'merge', c: 'json', d: 'strategic' });
  }),

  aCase('K20', 'kubectl follows objects and logs', async (kube) => {
    await using kubectl = await openShell(kube);
    await using kubelet = await startTestKubelet(kube.pki, (_request, response) => {
      response.write('first line\n');
    });
    await kube.admin.post('/api/v1/nodes', {
      metadata: { name: kube.namespace },
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
      },
    });
    await kube.admin.post(kube.at('pods'), {
      metadata: { name: 'p' },
      spec: { nodeName: kube.namespace, containers: [{ name: 'app', image: 'i' }] },
    });
    await using log = kubectl.follow('logs', '-f', 'p');
    expect(await log.next()).toBe('first line');
    await using watch = kubectl.follow('get', 'pods', '--watch', '--output-watch-events', '--no-headers');
    expect(await watch.next()).toMatch(/^ADDED +p +0\/1 +Pending +0 +/);
    await kube.admin.patch(`${kube.at('pods')}/p/status`, { status: { phase: 'Running' } });
    expect(await watch.next()).toMatch(/^MODIFIED +p +0\/1 +Running +0 +/);
  }),

  aCase('K20', 'kubectl asks what there is and what it may', async (kube) => {
    await using kubectl = await openShell(kube);
    expect(await kubectl('api-resources', '--no-headers')).toMatch(/^configmaps +cm +v1 +true +ConfigMap$/m);
    expect(await kubectl('api-versions')).toMatch(/^apps\/v1$/m);
    expect(await kubectl('version')).toContain('Server Version: v1.37.2');
    expect(await kubectl('auth', 'can-i', 'delete', 'nodes')).toBe('yes\n');
    await expect(kubectl('auth', 'can-i', 'delete', 'nodes', '--as', 'nobody')).rejects.toMatchObject({
      stdout: 'no\n',
    });
    expect(await kubectl('auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}')).toBe(
      'kubernetes-admin',
    );
  }),

  aCase('K20', 'kubectl makes a token and a definition, and waits for it', async (kube) => {
    await using kubectl = await openShell(kube);
    const token = (await kubectl('create', 'token', 'default')).trim();
    const path = kube.at('configmaps');
    expect((await kube.as({ token }).get(path)).body.message).toContain(
      `User "system:serviceaccount:${kube.namespace}:default" cannot list`,
    );
    const { group } = kube;
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    const file = await kubectl.write('crd.json', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `gadgets.${group}` },
      spec: {
        group,
        names: { plural: 'gadgets', kind: 'Gadget' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    });
    await kubectl('apply', '-f', file);
    const crd = `crd/gadgets.${group}`;
    expect(await kubectl('wait', '--for', 'condition=Established', crd)).toContain('condition met');
    expect(await kubectl('delete', crd)).toContain('deleted');
  }),
];
