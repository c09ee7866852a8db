import { describe, expect, test } from 'vitest';
import { kubeconfigFor } from '../../src/kubeconfig-for.ts';
import { startTestKubelet } from '../contract/test-kubelet.ts';
import { findClients } from './clients.ts';
import { startKubectl } from './start-kubectl.ts';

const CLIENTS = await findClients();

// From then on kubectl has these commands; older servers have nothing to answer them with either.
const CREATES_TOKENS_FROM_MINOR = 24;
const SAYS_WHO_FROM_MINOR = 28;
// Before, kubectl explained by OpenAPI v2, of which the sandbox gives no schemas: see docs/spec/sandbox.md.
const EXPLAINS_FROM_MINOR = 27;

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
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { a: 'b' } },
    template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'x', image: 'x:1' }] } },
  },
};
const widget = (spec: object) => ({
  apiVersion: 'example.io/v1',
  kind: 'Widget',
  metadata: { name: 'a', namespace: 'default' },
  spec,
});

// The releases it supports, its own and the ones beside it; and those of the scenarios, with which it need only read.
const servers = CLIENTS.flatMap((client) => {
  const beside = client.minor === 20 ? [20, 21] : [client.minor - 1, client.minor];
  return [...new Set([...beside.map((minor) => `v1.${minor}.2`), 'v1.20.2', 'v1.26.9', 'v1.32.4'])].map(
    (version) => [client.name, version, client] as const,
  );
});

describe.runIf(CLIENTS.length > 0)('[K20] the real kubectl', { timeout: 60_000 }, () => {
  test.each(servers)('%s speaks to %s', async (_, version, client) => {
    await using cluster = await startKubectl(client, version);
    const { kubectl } = cluster;
    expect(await kubectl('version')).toMatch(new RegExp(`Server Version: .*${version}`));
    expect(await kubectl('api-resources', '--api-group=apps')).toMatch(
      /deployments +deploy +apps\/v1 +true +Deployment/,
    );
    expect(await kubectl('get', 'ns', 'default')).toMatch(/^NAME +STATUS +AGE\ndefault +Active +\d+s\n$/);
    expect(await kubectl('describe', 'ns', 'default')).toMatch(/Name: +default[\s\S]*Status: +Active/);
    expect(await kubectl('get', '--raw', '/readyz')).toBe('ok');
  });

  describe.each(CLIENTS)('$name', (client) => {
    test('applies client-side, sees no change, patches, edits and restarts', async () => {
      await using cluster = await startKubectl(client);
      const { kubectl, pipe, edit } = cluster;
      expect(await pipe(DEPLOYMENT, 'apply')).toBe('deployment.apps/web created\n');
      expect(await pipe(DEPLOYMENT, 'apply')).toBe('deployment.apps/web unchanged\n');
      expect(await pipe({ ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, replicas: 3 } }, 'apply')).toBe(
        'deployment.apps/web configured\n',
      );
      expect(await kubectl('set', 'image', 'deploy/web', 'x=x:2')).toContain('image updated');
      expect(await kubectl('rollout', 'restart', 'deploy/web')).toBe('deployment.apps/web restarted\n');
      expect(await kubectl('scale', 'deploy/web', '--replicas=5')).toContain('scaled');
      expect(await edit('s/replicas:.5/replicas:\\ 7/', 'deploy', 'web')).toBe(
        'deployment.apps/web edited\n',
      );
      expect(await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.replicas}')).toBe('7');
      expect(
        await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[0].image}'),
      ).toBe('x:2');
      expect(await kubectl('describe', 'deploy', 'web')).toContain('kubectl.kubernetes.io/restartedAt');
    });

    test.runIf(client.minor >= EXPLAINS_FROM_MINOR)('explains', async () => {
      await using cluster = await startKubectl(client);
      expect(await cluster.kubectl('explain', 'deployments')).toMatch(/^KIND: +Deployment$/m);
    });

    test('edits, diffs and applies custom resources, on both sides', async () => {
      await using cluster = await startKubectl(client);
      const { kubectl, pipe, edit } = cluster;
      await pipe(WIDGET_CRD, 'apply');
      expect(await pipe(widget({ size: 1 }), 'apply')).toBe('widget.example.io/a created\n');
      expect(await edit('s/size:.1/size:\\ 2/', 'wd', 'a')).toBe('widget.example.io/a edited\n');
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
      await using cluster = await startKubectl(client);
      const { kubectl, admin } = cluster;
      await kubectl('create', 'ns', 'team');
      await kubectl('create', 'secret', 'generic', 's', '--from-literal=pass=word');
      await kubectl('create', 'sa', 'robot');
      await kubectl('create', 'deploy', 'web', '--image=web:1', '--replicas=2');
      const [view, robot] = ['--clusterrole=view', '--serviceaccount=default:robot'];
      await kubectl('create', 'clusterrolebinding', 'b', view, robot);
      expect(await kubectl('auth', 'can-i', 'list', 'pods', '--as=system:serviceaccount:default:robot')).toBe(
        'yes\n',
      );
      expect((await admin.get('/api/v1/namespaces/default/secrets/s')).body.data).toEqual({
        pass: 'd29yZA==',
      });
      expect((await admin.get('/apis/apps/v1/namespaces/default/deployments/web')).body.spec).toMatchObject({
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      });
    });

    test.runIf(client.minor >= CREATES_TOKENS_FROM_MINOR)('creates a token', async () => {
      await using cluster = await startKubectl(client);
      expect((await cluster.kubectl('create', 'token', 'default')).split('.')).toHaveLength(3);
    });

    test('watches', async () => {
      await using cluster = await startKubectl(client);
      await using watch = cluster.follow('get', 'cm', '-w', '--no-headers');
      expect(await watch.next()).toMatch(/^kube-root-ca.crt +1 /);
      await cluster.kubectl('create', 'cm', 'fresh', '--from-literal=a=b');
      expect(await watch.next()).toMatch(/^fresh +1 /);
    });

    test('asks what it may do', async () => {
      await using cluster = await startKubectl(client);
      const { kubectl, api } = cluster;
      expect(await kubectl('auth', 'can-i', 'list', 'pods')).toBe('yes\n');
      const user = { kind: 'token' as const, token: api.issueToken({ user: 'nobody' }) };
      const config = await cluster.write(
        'nobody',
        kubeconfigFor({ server: api.url, caPem: api.pki.caPem, name: 'test', user }),
      );
      await expect(kubectl('--kubeconfig', config, 'auth', 'can-i', 'list', 'pods')).rejects.toMatchObject({
        stdout: 'no\n',
      });
      await expect(kubectl('--kubeconfig', config, 'get', 'pods')).rejects.toMatchObject({
        stderr:
          'Error from server (Forbidden): pods is forbidden: User "nobody" cannot list resource "pods" in API group "" in the namespace "default"\n',
      });
    });

    test.runIf(client.minor >= SAYS_WHO_FROM_MINOR)('asks who it is', async () => {
      await using cluster = await startKubectl(client);
      expect(await cluster.kubectl('auth', 'whoami')).toMatch(/Username +kubernetes-admin/);
    });

    test('follows a log', async () => {
      await using cluster = await startKubectl(client);
      const { admin, follow, api } = cluster;
      await using kubelet = await startTestKubelet(api.pki, (_request, response) => {
        response.write('one\ntwo\n');
      });
      await admin.post('/api/v1/nodes', {
        metadata: { name: 'n1' },
        status: {
          addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
          daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
        },
      });
      await admin.post('/api/v1/namespaces/default/pods', {
        metadata: { name: 'p' },
        spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'i' }] },
      });
      await using log = follow('logs', '-f', 'p');
      expect([await log.next(), await log.next()]).toEqual(['one', 'two']);
    });
  });
});
