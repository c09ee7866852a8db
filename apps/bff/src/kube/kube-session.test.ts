import { createServer } from 'node:https';
import { selectContext, type ChosenConnection } from '@flotilla/kubesphere';
import { createClusterPki, HOST, kubeconfigFor } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { openWorld } from '../../test/open-world.ts';
import type { Resource } from '../ports/kube.ts';
import { CLUSTERS } from '../use-cases/open-target.ts';
import { openKubeSession } from './kube-session.ts';
import { openKube } from './open-kube.ts';

const HOST_ONLY = { scenario: { name: 'host only', clusters: [HOST] } };
const CONFIG_MAPS: Resource = { group: '', version: 'v1', plural: 'configmaps', namespace: 'default' };
const aMap = (name: string, data: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

test('objects are created, patched under guard, replaced and deleted; dry runs leave nothing', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const options = { signal: world.signal };
  await session.create(CONFIG_MAPS, aMap('dry'), { ...options, dryRun: true });
  await expect(session.get(CONFIG_MAPS, 'dry', options)).rejects.toMatchObject({
    kind: 'not-found',
    status: 404,
  });

  const created = await session.create(CONFIG_MAPS, aMap('one', { a: '1' }), options);
  await expect(session.create(CONFIG_MAPS, aMap('one'), options)).rejects.toMatchObject({
    kind: 'already-exists',
  });
  const guard = { metadata: { resourceVersion: created.metadata.resourceVersion }, data: { a: '2' } };
  const patched = await session.mergePatch(CONFIG_MAPS, 'one', guard, options);
  expect(patched['data']).toEqual({ a: '2' });
  await expect(session.mergePatch(CONFIG_MAPS, 'one', guard, options)).rejects.toMatchObject({
    kind: 'conflict',
    status: 409,
  });
  await expect(session.replace(CONFIG_MAPS, 'one', created, options)).rejects.toMatchObject({
    kind: 'conflict',
  });
  await expect(session.delete(CONFIG_MAPS, 'one', { uid: 'another' }, options)).rejects.toMatchObject({
    kind: 'conflict',
  });
  await session.delete(CONFIG_MAPS, 'one', { uid: created.metadata.uid ?? '' }, options);
  await expect(session.get(CONFIG_MAPS, 'one', options)).rejects.toMatchObject({ kind: 'not-found' });
});

test('a kind that is not served is not-found, though the answer is no JSON', async () => {
  await using world = await openWorld(HOST_ONLY);
  const unserved = { group: 'nobody.example', version: 'v1', plural: 'things' };
  await expect(world.access.host.session.list(unserved, {}, { signal: world.signal })).rejects.toMatchObject({
    name: 'KubeFailure',
    kind: 'not-found',
    raw: '404 page not found',
  });
});

test('a watch tells changes in order, a version too old as expired, and ends when left', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const options = { signal: world.signal };
  const { resourceVersion } = await session.list(CONFIG_MAPS, {}, options);
  await session.create(CONFIG_MAPS, aMap('watched'), options);
  await session.mergePatch(CONFIG_MAPS, 'watched', { data: { a: '1' } }, options);
  await session.delete(CONFIG_MAPS, 'watched', {}, options);
  const seen: string[] = [];
  for await (const event of session.watch(CONFIG_MAPS, { name: 'watched', resourceVersion }, options)) {
    seen.push(event.type);
    if (event.type === 'deleted') break;
  }
  expect(seen.filter((type) => type !== 'bookmark')).toEqual(['added', 'modified', 'deleted']);

  world.sandbox.clusters.get('host')?.api?.store.compact();
  await session.create(CONFIG_MAPS, aMap('after'), options);
  const old = session.watch(CONFIG_MAPS, { resourceVersion }, options)[Symbol.asyncIterator]();
  expect(await old.next()).toEqual({ done: false, value: { type: 'expired' } });
});

test('an abort ends a request, a watch and a log with the reason given', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  const leaving = new AbortController();
  const reason = new Error('enough');
  const { session } = world.access.host;
  const { resourceVersion } = await session.list(CONFIG_MAPS, {}, world);
  const watch = session
    .watch(CONFIG_MAPS, { name: 'nothing', resourceVersion }, leaving)
    [Symbol.asyncIterator]()
    .next();
  await api?.faults.on({ kind: 'silence', path: /silent/ });
  const request = session.get(CONFIG_MAPS, 'silent', leaving);
  const settled = Promise.allSettled([watch, request]);
  leaving.abort(reason);
  expect(await settled).toEqual([
    { status: 'rejected', reason },
    { status: 'rejected', reason },
  ]);
});

test('refusals and faults have their kind, status and Retry-After', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  const get = () => world.access.host.session.get(CONFIG_MAPS, 'any', { signal: world.signal });
  await api?.faults.on({ kind: 'status', code: 429, retryAfterSeconds: 2, times: 1 });
  await expect(get()).rejects.toMatchObject({ kind: 'throttled', status: 429, retryAfterMs: 2_000 });
  await api?.faults.on({ kind: 'status', code: 500, times: 1 });
  await expect(get()).rejects.toMatchObject({ kind: 'server-error', status: 500 });
  await api?.faults.on({ kind: 'reset', times: 1 });
  await expect(get()).rejects.toMatchObject({ kind: 'closed' });
  await api?.stop();
  await expect(get()).rejects.toMatchObject({ kind: 'refused' });
});

test('a 429 that asks for a moment is asked again twice, a write too; one that asks for longer is told', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const options = { signal: world.signal };
  const faults = world.sandbox.clusters.get('host')?.api?.faults;
  await faults?.on({ kind: 'status', code: 429, retryAfterSeconds: 0, times: 2 });
  expect(await session.create(CONFIG_MAPS, aMap('patient'), options)).toMatchObject({
    metadata: { name: 'patient' },
  });
  await faults?.on({ kind: 'status', code: 429, retryAfterSeconds: 0, times: 3 });
  await expect(session.get(CONFIG_MAPS, 'patient', options)).rejects.toMatchObject({ kind: 'throttled' });
  await faults?.on({ kind: 'status', code: 429, retryAfterSeconds: 2, times: 1 });
  await expect(session.get(CONFIG_MAPS, 'patient', options)).rejects.toMatchObject({ kind: 'throttled' });
  await expect(session.get(CONFIG_MAPS, 'patient', options)).resolves.toBeDefined();
});

test('what an admission webhook refuses, or cannot be asked about, is told as that and not as a missing right', async () => {
  await using world = await openWorld(HOST_ONLY);
  const { session } = world.access.host;
  const host = world.sandbox.clusters.get('host');
  const cluster = {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name: 'one' },
    spec: { connection: { type: 'direct', kubeconfig: btoa(host?.kubeconfig ?? '') } },
    status: { uid: 'of-another-cluster' },
  };
  await session.create(CLUSTERS, cluster, world);
  // Of KubeSphere 3.4 itself, in the words recorded there.
  await expect(session.mergePatch(CLUSTERS, 'one', { spec: { provider: 'x' } }, world)).rejects.toMatchObject(
    {
      kind: 'admission-denied',
      status: 403,
      params: { webhook: 'validating-cluster.kubesphere.io' },
      raw: 'admission webhook "validating-cluster.kubesphere.io" denied the request: this kubeconfig corresponds to a different cluster than the previous one, you need to make sure that kubeconfig is not from another cluster',
    },
  );

  const configurations = {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    plural: 'validatingwebhookconfigurations',
  };
  const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }];
  const webhook = {
    name: 'nobody.example.io',
    clientConfig: { url: 'https://127.0.0.1:9/' },
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    rules,
  };
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'nobody' },
    webhooks: [webhook],
  };
  await session.create(configurations, configuration, world);
  await expect(session.create(CONFIG_MAPS, aMap('any'), world)).rejects.toMatchObject({
    kind: 'admission-unavailable',
    status: 500,
    params: { webhook: 'nobody.example.io' },
  });
});

test('TLS is judged before a secret is sent: another CA, another name, another key', async () => {
  await using world = await openWorld(HOST_ONLY);
  const connection = world.connection('host');
  const foreign = await createClusterPki('foreign');
  const other = await foreign.issueClientCertificate({ user: 'somebody', groups: [] });
  const ask = async (changed: Partial<ChosenConnection>) => {
    await using session = openKubeSession({ ...connection, ...changed }, '127.0.0.1');
    return await session.get(CONFIG_MAPS, 'any', { signal: world.signal });
  };
  await expect(ask({ caPem: foreign.caPem })).rejects.toMatchObject({ kind: 'tls-unknown-authority' });
  await expect(ask({ tlsServerName: 'elsewhere.example' })).rejects.toMatchObject({
    kind: 'tls-name-mismatch',
  });
  const { credential } = connection;
  if (credential.kind !== 'certificate') throw new Error('the sandbox gives certificates');
  await expect(ask({ credential: { ...credential, keyPem: other.keyPem } })).rejects.toMatchObject({
    kind: 'tls-client-key-mismatch',
  });
  await expect(ask({ caPem: foreign.caPem, insecureSkipTlsVerify: true })).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('a pasted loopback address is refused by policy, and the judged address is the one dialled', async () => {
  await using world = await openWorld(HOST_ONLY);
  const connection = world.connection('host');
  const clock = { now: () => 0 };
  const strict = openKube({ allowAddresses: [], clock });
  await expect(strict.open(connection, { signal: world.signal })).rejects.toMatchObject({
    kind: 'address-refused',
    params: { address: '127.0.0.1', range: 'loopback' },
  });
  const { port } = new URL(connection.server);
  const named = {
    ...connection,
    server: `https://rebound.invalid:${port}`,
    serverHost: 'rebound.invalid',
    tlsServerName: 'localhost',
  };
  const lenient = openKube({ allowAddresses: ['127.0.0.0/8'], clock });
  await using session = await lenient.open(named, { signal: world.signal, address: '127.0.0.1' });
  expect((await session.read('/version', { signal: world.signal })).status).toBe(200);
});

test('who we are comes from the API server, from its refusal, or from the credential', async () => {
  await using world = await openWorld();
  const whoIs = async (cluster: string) => {
    await using session = await world.access.kube.open(world.connection(cluster), { signal: world.signal });
    return await session.whoAmI({ signal: world.signal });
  };
  expect(await whoIs('member-bare')).toMatchObject({ username: 'kubernetes-admin', anonymous: false });
  expect(await whoIs('member-b')).toEqual({
    username: 'kubernetes-admin',
    groups: ['system:masters'],
    anonymous: false,
  });
  expect((await whoIs('namespace-token')).username).toMatch(/^system:serviceaccount:/);
  const host = world.sandbox.clusters.get('host')?.api;
  const nobody = kubeconfigFor({
    server: host?.url ?? '',
    caPem: host?.pki.caPem ?? '',
    name: 'nobody',
    user: { kind: 'basic', username: 'a', password: 'b' },
  });
  const chosen = selectContext(nobody, undefined);
  if (!chosen.ok) throw new Error('basic credentials are accepted');
  await using session = await world.access.kube.open(chosen.value, { signal: world.signal });
  expect(await session.whoAmI({ signal: world.signal })).toEqual({
    username: 'system:anonymous',
    groups: [],
    anonymous: true,
  });
});

test('[L12] a log nobody reads on from stops its sender, and goes on when somebody does', async () => {
  const pki = await createClusterPki('endless');
  const certificate = await pki.issueServerCertificate({ commonName: 'endless', ipAddresses: ['127.0.0.1'] });
  const block = Buffer.alloc(65_536, 'one more line of a log that never ends\n');
  const sender = { isClosed: false, sentBytes: 0 };
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.keyPem },
    (request, response) => {
      if (!request.url?.includes('/log')) return void response.end('{}');
      response.on('close', () => {
        sender.isClosed = true;
      });
      const send = (): void => {
        let isOpen = true;
        while (isOpen) {
          isOpen = response.write(block);
          sender.sentBytes += block.length;
        }
      };
      response.on('drain', send);
      send();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const connection: ChosenConnection = {
    contextName: 'endless',
    server: `https://127.0.0.1:${port}`,
    serverHost: '127.0.0.1',
    serverPort: port,
    caPem: pki.caPem,
    insecureSkipTlsVerify: false,
    credential: { kind: 'token', token: 'a-token' },
    issues: [],
  };
  const { signal } = new AbortController();
  await using session = openKubeSession(connection, '127.0.0.1');
  const place = { namespace: 'a', name: 'b', container: 'c' };
  const log = (await session.openLog(place, { follow: true, timestamps: true }, { signal }))[
    Symbol.asyncIterator
  ]();
  await log.next();
  // The buffers between fill up; then nothing more is sent while other requests come and go. Without backpressure this never ends.
  let heldBack = 0;
  while (sender.sentBytes !== heldBack) {
    heldBack = sender.sentBytes;
    for (let turn = 0; turn < 20; turn += 1) await session.read('/version', { signal });
  }
  expect(sender.isClosed).toBe(false);

  let read = 0;
  while (read < heldBack + 10 * block.length) read += (await log.next()).value?.byteLength ?? 0;
  await expect.poll(() => sender.sentBytes).toBeGreaterThan(heldBack);
  await log.return?.();
  await expect.poll(() => sender.isClosed).toBe(true);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
