import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { kubeconfigFor } from '../kubeconfig-for.ts';
import { startTestServer } from './testing/test-client.ts';

const run = promisify(execFile);
const found = await run('kubectl', ['version', '--client'], { timeout: 10_000 }).then(
  () => true,
  () => false,
);
if (!found) process.stderr.write('[K20] kubectl is not on PATH: its tests do not run here\n');

const WIDGET_CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.io' },
  spec: {
    group: 'example.io',
    names: { plural: 'widgets', kind: 'Widget', shortNames: ['wd'] },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};
const widget = (spec: object) => ({
  apiVersion: 'example.io/v1',
  kind: 'Widget',
  metadata: { name: 'a', namespace: 'default' },
  spec,
});

/** kubectl with a home of its own against a server of its own. */
async function startKubectl(kubernetesVersion = 'v1.32.4') {
  const server = await startTestServer({ kubernetesVersion });
  const home = await mkdtemp(join(tmpdir(), 'kubectl-'));
  const { api } = server;
  const user = await api.issueClientCertificate({ user: 'kubernetes-admin', groups: ['system:masters'] });
  const config = join(home, 'config');
  await writeFile(
    config,
    kubeconfigFor({
      server: api.url,
      caPem: api.pki.caPem,
      name: 'test',
      user: { kind: 'certificate', ...user },
    }),
  );
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, KUBECONFIG: config };
  return {
    ...server,
    home,
    env,
    /** Runs kubectl; its output, or the error with code and stderr. */
    kubectl: async (...args: string[]) => (await run('kubectl', args, { env, timeout: 20_000 })).stdout,
    /** Pipes objects into `kubectl … -f -`. */
    pipe: async (object: object, ...args: string[]) => {
      const child = run('kubectl', [...args, '-f', '-'], { env, timeout: 20_000 });
      child.child.stdin?.end(JSON.stringify(object));
      return (await child).stdout;
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

describe.runIf(found)('[K20] the real kubectl', { timeout: 60_000 }, () => {
  test.each(['v1.20.2', 'v1.26.9', 'v1.32.4'])(
    'speaks to %s: version, api-resources, get, describe, explain',
    async (version) => {
      await using cluster = await startKubectl(version);
      const { kubectl } = cluster;
      expect(await kubectl('version')).toContain(`Server Version: ${version}`);
      expect(await kubectl('api-resources', '--api-group=apps')).toMatch(
        /deployments +deploy +apps\/v1 +true +Deployment/,
      );
      expect(await kubectl('get', 'ns', 'default')).toMatch(/^NAME +STATUS +AGE\ndefault +Active +\d+s\n$/);
      expect(await kubectl('describe', 'ns', 'default')).toMatch(/Name: +default[\s\S]*Status: +Active/);
      expect(await kubectl('get', '--raw', '/readyz')).toBe('ok');
    },
  );

  test('applies client-side, sees no change, patches, edits, restarts and explains', async () => {
    await using cluster = await startKubectl();
    const { kubectl, pipe, env } = cluster;
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'x', image: 'x:1' }] } },
      },
    };
    expect(await pipe(deployment, 'apply')).toBe('deployment.apps/web created\n');
    expect(await pipe(deployment, 'apply')).toBe('deployment.apps/web unchanged\n');
    expect(await pipe({ ...deployment, spec: { ...deployment.spec, replicas: 3 } }, 'apply')).toBe(
      'deployment.apps/web configured\n',
    );
    expect(await kubectl('set', 'image', 'deploy/web', 'x=x:2')).toContain('image updated');
    expect(await kubectl('rollout', 'restart', 'deploy/web')).toBe('deployment.apps/web restarted\n');
    expect(await kubectl('scale', 'deploy/web', '--replicas=5')).toContain('scaled');
    const edit = await run('kubectl', ['edit', 'deploy', 'web'], {
      env: { ...env, KUBE_EDITOR: 'sed -i s/replicas:.5/replicas:\\ 7/' },
    });
    expect(edit.stdout).toBe('deployment.apps/web edited\n');
    expect(await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.replicas}')).toBe('7');
    expect(
      await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[0].image}'),
    ).toBe('x:2');
    expect(await kubectl('describe', 'deploy', 'web')).toContain('kubectl.kubernetes.io/restartedAt');
    expect(await kubectl('explain', 'deployments')).toContain('KIND:       Deployment');
  });

  test('edits, diffs and applies custom resources, on both sides', async () => {
    await using cluster = await startKubectl();
    const { kubectl, pipe, env } = cluster;
    await pipe(WIDGET_CRD, 'apply');
    expect(await pipe(widget({ size: 1 }), 'apply')).toBe('widget.example.io/a created\n');
    const edit = await run('kubectl', ['edit', 'wd', 'a'], {
      env: { ...env, KUBE_EDITOR: 'sed -i s/size:.1/size:\\ 2/' },
    });
    expect(edit.stdout).toBe('widget.example.io/a edited\n');
    await expect(pipe(widget({ size: 3 }), 'diff')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('+  size: 3'),
    });
    await expect(pipe(widget({ size: 3 }), 'apply', '--server-side')).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /Apply failed with 1 conflict: conflicts? with "kubectl-edit" using example.io\/v1: .spec.size/,
      ),
    });
    expect(await pipe(widget({ size: 3 }), 'apply', '--server-side', '--force-conflicts')).toBe(
      'widget.example.io/a serverside-applied\n',
    );
    expect(await kubectl('patch', 'wd', 'a', '--type', 'merge', '-p', '{"spec":{"size":4}}')).toBe(
      'widget.example.io/a patched\n',
    );
    expect(await kubectl('get', 'wd', 'a', '-o', 'jsonpath={.spec.size}')).toBe('4');
    expect(await kubectl('delete', 'wd', 'a')).toContain('widget.example.io "a" deleted');
  });

  test('creates what its own commands describe', async () => {
    await using cluster = await startKubectl();
    const { kubectl, admin } = cluster;
    await kubectl('create', 'ns', 'team');
    await kubectl('create', 'secret', 'generic', 's', '--from-literal=pass=word');
    await kubectl('create', 'sa', 'robot');
    await kubectl('create', 'deploy', 'web', '--image=web:1', '--replicas=2');
    await kubectl(
      'create',
      'clusterrolebinding',
      'b',
      '--clusterrole=view',
      '--serviceaccount=default:robot',
    );
    expect(await kubectl('auth', 'can-i', 'list', 'pods', '--as=system:serviceaccount:default:robot')).toBe(
      'yes\n',
    );
    expect((await admin.get('/api/v1/namespaces/default/secrets/s')).body.data).toEqual({ pass: 'd29yZA==' });
    expect((await admin.get('/apis/apps/v1/namespaces/default/deployments/web')).body.spec).toMatchObject({
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1' }] },
      },
    });
    expect((await kubectl('create', 'token', 'robot')).split('.')).toHaveLength(3);
  });

  test('watches', async () => {
    await using cluster = await startKubectl();
    const child = spawn('kubectl', ['get', 'cm', '-w', '--no-headers'], { env: cluster.env });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^kube-root-ca.crt +1 /);
    await cluster.kubectl('create', 'cm', 'fresh', '--from-literal=a=b');
    expect((await lines.next()).value).toMatch(/^fresh +1 /);
    child.kill();
    await once(child, 'close');
  });

  test('asks what it may do', async () => {
    await using cluster = await startKubectl();
    const { kubectl, api } = cluster;
    expect(await kubectl('auth', 'can-i', 'list', 'pods')).toBe('yes\n');
    expect(await kubectl('auth', 'whoami')).toMatch(/Username +kubernetes-admin/);
    const token = api.issueToken({ user: 'nobody' });
    const config = join(cluster.home, 'nobody');
    await writeFile(
      config,
      kubeconfigFor({ server: api.url, caPem: api.pki.caPem, name: 'test', user: { kind: 'token', token } }),
    );
    await expect(kubectl('--kubeconfig', config, 'auth', 'can-i', 'list', 'pods')).rejects.toMatchObject({
      stdout: 'no\n',
    });
    await expect(kubectl('--kubeconfig', config, 'get', 'pods')).rejects.toMatchObject({
      stderr:
        'Error from server (Forbidden): pods is forbidden: User "nobody" cannot list resource "pods" in API group "" in the namespace "default"\n',
    });
  });

  test('follows a log', async () => {
    await using cluster = await startKubectl();
    const { admin, kubectl, api } = cluster;
    const { certificatePem, keyPem } = await api.pki.issueServerCertificate({ commonName: 'system:node:n1' });
    const kubelet = createServer({ cert: certificatePem, key: keyPem }, (_request, response) =>
      response.end('one\ntwo\n'),
    ).listen(0, '127.0.0.1');
    await once(kubelet, 'listening');
    const status = {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: (kubelet.address() as AddressInfo).port } },
    };
    await admin.post('/api/v1/nodes', { metadata: { name: 'n1' }, status });
    await admin.post('/api/v1/namespaces/default/pods', {
      metadata: { name: 'p' },
      spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'i' }] },
    });
    expect(await kubectl('logs', '-f', 'p')).toBe('one\ntwo\n');
    kubelet.close();
    kubelet.closeAllConnections();
  });
});
