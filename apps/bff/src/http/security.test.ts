import { request } from 'node:http';
import { problemSchema, ROUTES } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';

/** fetch writes Host itself; this asks with any. */
function askAs(host: string, url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject).end();
  });
}

describe('the ways in', () => {
  let bff: TestBff;
  let client: TestClient;
  beforeAll(async () => {
    bff = await startTestBff({ clusters: ['host'] });
    client = await bff.login();
  });
  afterAll(() => bff[Symbol.asyncDispose]());

  it('answer no other name than ours (DNS rebinding)', async () => {
    const { port } = new URL(bff.url);
    for (const host of [`evil.example:${port}`, '127.0.0.1:1']) {
      const { status, body } = await askAs(host, `${bff.url}${ROUTES.health}`);
      expect([status, problemSchema.parse(JSON.parse(body)).code]).toEqual([403, 'request.foreign-origin']);
    }
    expect((await askAs(`localhost:${port}`, `${bff.url}${ROUTES.health}`)).status).toBe(200);
  });

  it.each([
    ['another origin', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuse %s, session or not', async (_name, headers) => {
    expect(await client.refused('GET', ROUTES.clusters, { headers })).toMatchObject({
      code: 'request.foreign-origin',
    });
    expect(await client.refused('POST', ROUTES.connections, { headers, body: {} })).toMatchObject({
      code: 'request.foreign-origin',
    });
  });

  it.each([
    ['GET', ROUTES.session],
    ['GET', ROUTES.clusters],
    ['POST', ROUTES.connections],
    ['POST', ROUTES.clusterChecks],
    ['POST', ROUTES.clusters],
    ['GET', '/api/host/overview'],
    ['PUT', '/api/host/configuration'],
    ['GET', '/api/members/a/plan?role=member'],
    ['POST', '/api/connection/plan'],
    ['GET', '/api/host/installer-log'],
    ['GET', ROUTES.sandbox],
    ['PUT', ROUTES.sandboxSpeed],
    ['GET', '/api/anything-else'],
  ])('need a session: %s %s', async (method, path) => {
    const options = method === 'GET' ? {} : { body: {} };
    expect(await bff.stranger().refused(method, path, options)).toMatchObject({
      code: 'session.required',
      status: 401,
    });
  });

  it('are open for the health check', async () => {
    expect((await bff.stranger().ask('GET', ROUTES.health)).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'take JSON only, not %s',
    async (type) => {
      const options = { headers: { 'content-type': type }, body: 'kubeconfig=1' };
      expect(await client.refused('POST', ROUTES.connections, options)).toMatchObject({
        code: 'request.unsupported-type',
        status: 415,
      });
    },
  );

  it('say what does not fit the contract, without repeating it', async () => {
    const broken = await client.refused('POST', ROUTES.connections, { body: '{"kubeconfig": "very secret' });
    expect([broken.code, JSON.stringify(broken).includes('very secret')]).toEqual(['request.invalid', false]);
    const wrong = await client.refused('POST', ROUTES.connections, {
      body: { kubeconfig: 5, context: ['very secret'] },
    });
    expect(wrong.issues?.map(({ code, path }) => [code, path])).toEqual([
      ['request.invalid-field', ['kubeconfig']],
      ['request.invalid-field', ['context']],
    ]);
    expect(JSON.stringify(wrong)).not.toContain('very secret');
    expect(await client.refused('GET', '/api/host/plan?role=king')).toMatchObject({
      code: 'request.invalid',
    });
    expect(await client.refused('GET', '/api/nowhere')).toMatchObject({ code: 'request.not-found' });
    expect(await client.refused('GET', '/api/members/%E0%A4%A/overview')).toMatchObject({
      code: 'request.invalid',
    });
  });

  it('carry a request id, a policy without eval or foreign sources, and are not stored', async () => {
    const { headers } = await client.ask('GET', ROUTES.session);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none';script-src 'self';worker-src 'self';/,
    );
    expect(headers.get('content-security-policy')).not.toMatch(/blob:|eval|https?:/);
    expect([headers.get('strict-transport-security'), headers.get('x-powered-by')]).toEqual([null, null]);
    const problem = await client.ask('GET', '/api/nowhere');
    expect(problemSchema.parse(await problem.json()).requestId).toBe(problem.headers.get('x-request-id'));
    expect(problem.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('log the request, and neither body, cookie nor address', async () => {
    await client.ask('GET', '/api/members/named-in-the-path/plan?role=asked-in-the-query');
    const lines = bff.logs.filter((line) => line.includes('/plan'));
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
      requestId: expect.any(String),
      method: 'GET',
      route: '/api/{target}/plan',
      status: 400,
      problem: 'request.invalid',
      ms: expect.any(Number),
    });
    expect(bff.logs.join('')).not.toMatch(/named-in-the-path|asked-in-the-query|flotilla_session|cookie/);
  });
});

describe('guessing a token', () => {
  it('is throttled; working is not', async () => {
    await using bff = await startTestBff({ clusters: ['host'], loginToken: 'correct horse battery staple' });
    expect(bff.printed).toEqual([`Flotilla is ready: ${bff.url}/open`]);
    for (let login = 0; login < 25; login += 1) await bff.login();
    const codes = new Set<string>();
    for (let guess = 0; guess < 25; guess += 1) {
      codes.add(
        (await bff.stranger().refused('POST', ROUTES.session, { body: { token: `guess ${guess}` } })).code,
      );
    }
    expect([...codes]).toEqual(['session.token-wrong', 'request.throttled']);
  });
});
