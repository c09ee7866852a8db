import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONNECTION_HEADER, ROUTES, sealedConnectionSchema, type Problem } from '@flotilla/contracts';
import { aKubeconfig, CERTIFICATE_DATA } from '@flotilla/kubesphere/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';
import { kubeconfigOf } from '../../test/story.ts';

const SECRET_OF_THE_SERVER = 'only-this-machine-may-know';
const bomb = (): string => {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `l${n + 1}: &l${n + 1} [${Array.from({ length: 9 }, () => `*l${n}`).join()}]`,
  );
  return `l0: &l0 [x]\n${levels.join('\n')}\n${aKubeconfig()}`;
};
const noise = (bytes: number): string => 'k: '.padEnd(bytes, 'x');

describe('a pasted kubeconfig', () => {
  let bff: TestBff;
  let client: TestClient;
  let dir: string;
  const dialled = { times: 0 };
  const listener = createServer((socket) => {
    dialled.times += 1;
    socket.destroy();
  });
  const trap = { server: '', marker: '', secretFile: '' };
  beforeAll(async () => {
    bff = await startTestBff({ clusters: ['host', 'member-a'] });
    client = await bff.login();
    dir = await mkdtemp(join(tmpdir(), 'flotilla-hazards-'));
    trap.marker = join(dir, 'was-executed');
    trap.secretFile = join(dir, 'secret');
    await writeFile(trap.secretFile, SECRET_OF_THE_SERVER);
    await new Promise<void>((resolve) => {
      listener.listen(0, '127.0.0.1', resolve);
    });
    const address = listener.address();
    trap.server = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(async () => {
    listener.close();
    await rm(dir, { recursive: true });
    await bff[Symbol.asyncDispose]();
  });

  const user = (fields: () => Record<string, unknown>) => () =>
    aKubeconfig({ server: trap.server, user: fields() });
  const cluster = (fields: () => Record<string, unknown>) => () =>
    aKubeconfig({ server: trap.server, cluster: fields() });
  const hazards: readonly [code: string, kubeconfig: () => string][] = [
    [
      'kubeconfig.exec-refused',
      user(() => ({
        exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'touch', args: [trap.marker] },
      })),
    ],
    [
      'kubeconfig.auth-provider-refused',
      user(() => ({
        'auth-provider': { name: 'gcp', config: { 'cmd-path': 'touch', 'cmd-args': trap.marker } },
      })),
    ],
    ['kubeconfig.token-file-refused', user(() => ({ tokenFile: trap.secretFile }))],
    ['kubeconfig.client-certificate-path-refused', user(() => ({ 'client-certificate': trap.secretFile }))],
    ['kubeconfig.client-key-path-refused', user(() => ({ 'client-key': trap.secretFile }))],
    ['kubeconfig.ca-path-refused', cluster(() => ({ 'certificate-authority': trap.secretFile }))],
    ['kubeconfig.proxy-url-refused', cluster(() => ({ 'proxy-url': trap.server }))],
    ['kubeconfig.impersonation-refused', user(() => ({ token: 'abc', as: 'system:admin' }))],
    [
      'kubeconfig.base64-invalid',
      user(() => ({ 'client-certificate-data': '%%%', 'client-key-data': '%%%' })),
    ],
    [
      'kubeconfig.pem-invalid',
      user(() => ({ 'client-certificate-data': btoa('x'), 'client-key-data': CERTIFICATE_DATA })),
    ],
    ['kubeconfig.server-plain-http', () => aKubeconfig({ server: trap.server.replace('https', 'http') })],
    ['kubeconfig.no-current-context', () => aKubeconfig({ server: trap.server, currentContext: undefined })],
    ['kubeconfig.too-many-aliases', bomb],
    ['kubeconfig.yaml-syntax', () => `${aKubeconfig({ server: trap.server })}\n  : [`],
    ['kubeconfig.not-a-kubeconfig', () => 'just: text'],
  ];

  it.each(hazards)('is refused with %s, at its line', async (code, kubeconfig) => {
    const problem = await client.refused('POST', ROUTES.connections, { body: { kubeconfig: kubeconfig() } });
    const issue = problem.issues?.find((one) => one.code === code);
    expect([problem.code, issue?.severity, issue?.range?.startLine]).toEqual([
      'kubeconfig.refused',
      'error',
      expect.any(Number),
    ]);
    expect(JSON.stringify(problem)).not.toContain(SECRET_OF_THE_SERVER);
  });

  it('is refused by its size: the parser says so up to 1.5 MB, the server beyond', async () => {
    const over = await client.refused('POST', ROUTES.connections, { body: { kubeconfig: noise(1_100_000) } });
    expect([over.code, over.issues?.[0]?.code]).toEqual(['kubeconfig.refused', 'kubeconfig.too-large']);
    const far: Problem = await client.refused('POST', ROUTES.connections, {
      body: { kubeconfig: noise(5_000_000) },
    });
    expect(far.code).toBe('request.too-large');
  });

  it('has nobody dialled, nothing executed', async () => {
    for (const [, kubeconfig] of hazards)
      await client.ask('POST', ROUTES.connections, { body: { kubeconfig: kubeconfig() } });
    expect([dialled.times, existsSync(trap.marker)]).toEqual([0, false]);
  });

  it('that is sound comes back sealed, summed up, without its secrets', async () => {
    const kubeconfig = aKubeconfig({ server: trap.server, user: { token: 'a-bearer-token' } });
    const sealed = await client.send(sealedConnectionSchema, 'POST', ROUTES.connections, {
      body: { kubeconfig },
    });
    expect(sealed.summary).toEqual({
      context: 'member',
      server: trap.server,
      user: 'token',
      insecureSkipTlsVerify: false,
      hasCertificateAuthority: true,
      kubeconfigBytes: expect.any(Number),
    });
    expect(JSON.stringify(sealed)).not.toContain('a-bearer-token');
    expect(dialled.times).toBe(0);
  });

  it('tells until when a client certificate works', async () => {
    const sealed = await client.send(sealedConnectionSchema, 'POST', ROUTES.connections, {
      body: { kubeconfig: kubeconfigOf(bff, 'member-a') },
    });
    expect(sealed.summary.user).toBe('certificate');
    expect(Date.parse(sealed.summary.credentialExpiresAt ?? '')).toBeGreaterThan(Date.now());
  });

  it('serves its own session only, and still does after a restart', async () => {
    const sealed = await client.seal(kubeconfigOf(bff, 'member-a'));
    const headers = { [CONNECTION_HEADER]: sealed };
    const other = await bff.login();
    expect(await other.refused('GET', '/api/connection/overview', { headers })).toMatchObject({
      code: 'connection.not-yours',
    });
    await bff.restart();
    expect((await client.ask('GET', '/api/connection/overview', { headers })).status).toBe(200);
    expect(await client.refused('GET', '/api/connection/overview')).toMatchObject({
      code: 'request.invalid',
    });
  });
});

describe('time', () => {
  it('ends a sealed connection after two hours and a session after twelve', async () => {
    const time = { now: Date.now() };
    await using bff = await startTestBff({ clusters: ['host', 'member-a'], now: () => time.now });
    const client = await bff.login();
    const headers = { [CONNECTION_HEADER]: await client.seal(kubeconfigOf(bff, 'member-a')) };
    time.now += 2 * 3_600_000 + 1000;
    expect(await client.refused('GET', '/api/connection/overview', { headers })).toMatchObject({
      code: 'connection.expired',
    });
    time.now += 10 * 3_600_000;
    expect(await client.refused('GET', ROUTES.clusters)).toMatchObject({ code: 'session.required' });
  });
});
