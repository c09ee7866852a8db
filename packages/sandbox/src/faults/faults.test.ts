import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestServer } from '../api-server/testing/test-client.ts';
import { startBlackHole } from './start-black-hole.ts';

const CONFIGMAPS = '/api/v1/namespaces/default/configmaps';
const CONNECT_WAIT_MS = 400;

/** Whether a connection is made within the wait: `true`, `false` for silence, or the error code. */
async function tryConnect(port: number): Promise<boolean | string> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_WAIT_MS) });
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.name !== 'AbortError'
      ? String(error.code)
      : false;
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

test('[K18] connecting to a black hole neither succeeds nor fails, until it closes', async () => {
  const hole = await startBlackHole();
  expect(await tryConnect(hole.port)).toBe(false);
  expect(await tryConnect(hole.port)).toBe(false);
  await hole[Symbol.asyncDispose]();
  expect(await tryConnect(hole.port)).toBe('ECONNREFUSED');
});

test('[K18] a server turns into a black hole, refuses, and comes back on its port', async () => {
  await using server = await startTestServer();
  const hole = await server.api.faults.on({ kind: 'black-hole' });
  expect(await tryConnect(server.api.port)).toBe(false);
  await hole.off();
  await using _refused = await server.api.faults.on({ kind: 'refused' });
  expect(await tryConnect(server.api.port)).toBe('ECONNREFUSED');
  await server.api.faults.clear();
  expect((await server.admin.get('/version')).code).toBe(200);
});

test('[K18] a status fault hits its path, its method and its number of times', async () => {
  await using server = await startTestServer();
  const { admin } = server;
  await server.api.faults.on({
    kind: 'status',
    code: 429,
    retryAfterSeconds: 7,
    path: /configmaps/,
    method: 'GET',
    times: 2,
  });
  expect((await admin.get('/api/v1/nodes')).code).toBe(200);
  const first = await admin.get(CONFIGMAPS);
  expect([first.code, first.headers['retry-after'], first.body.reason]).toEqual([
    429,
    '7',
    'TooManyRequests',
  ]);
  expect((await admin.post(CONFIGMAPS, { metadata: { name: 'c' } })).code).toBe(201);
  expect([(await admin.get(CONFIGMAPS)).code, (await admin.get(CONFIGMAPS)).code]).toEqual([429, 200]);
});

test.each([401, 403, 500, 503])('[K18] a %i for everything until cleared', async (code) => {
  await using server = await startTestServer();
  await using fault = await server.api.faults.on({ kind: 'status', code });
  expect((await server.admin.get('/version')).body).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    code,
  });
  await fault.off();
  expect((await server.admin.get('/version')).code).toBe(200);
});

test('[K18] latency delays, reset breaks, silence says nothing', async () => {
  await using server = await startTestServer();
  const started = performance.now();
  await server.api.faults.on({ kind: 'latency', ms: 120, times: 1 });
  await server.admin.get('/version');
  expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  await server.api.faults.on({ kind: 'reset', times: 1 });
  await expect(server.admin.get('/version')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await server.api.faults.on({ kind: 'silence', path: /nodes/ });
  const silent = server.admin.get('/api/v1/nodes').catch((error: Error) => error);
  expect(await Promise.race([silent, server.admin.get('/version').then(({ code }) => code)])).toBe(200);
});

test('[K18] a clock that is off shows in Date', async () => {
  await using server = await startTestServer();
  await server.api.faults.on({ kind: 'clock-skew', ms: -3_600_000 });
  const { headers } = await server.admin.get('/version');
  const behindMs = Date.now() - Date.parse(String(headers.date));
  expect(behindMs).toBeGreaterThan(3_590_000);
});

test.each([
  ['expired-certificate', 'CERT_HAS_EXPIRED'],
  ['foreign-certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
] as const)('[K18] %s: TLS fails with %s until it is off', async (kind, code) => {
  await using server = await startTestServer();
  const fault = await server.api.faults.on({ kind });
  await expect(server.admin.get('/version')).rejects.toMatchObject({ code });
  await fault.off();
  expect((await server.admin.get('/version')).code).toBe(200);
});

test('[K18] plain HTTP on the port: TLS fails, HTTP answers', async () => {
  await using server = await startTestServer();
  await using _plain = await server.api.faults.on({ kind: 'plain-http' });
  await expect(server.admin.get('/version')).rejects.toMatchObject({ code: 'EPROTO' });
  const [response] = await once(
    httpRequest({ port: server.api.port, host: '127.0.0.1', path: '/version' }).end(),
    'response',
  );
  response.resume();
  expect(response.statusCode).toBe(200);
});

test('[K18] plain HTTP sent to TLS is told so', async () => {
  await using server = await startTestServer();
  const [response] = await once(
    httpRequest({ port: server.api.port, host: '127.0.0.1', path: '/version' }).end(),
    'response',
  );
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  expect([response.statusCode, Buffer.concat(chunks).toString()]).toEqual([
    400,
    'Client sent an HTTP request to an HTTPS server.\n',
  ]);
});

test('[K18] a watch is cut in the middle of a line', async () => {
  await using server = await startTestServer();
  await server.api.faults.on({ kind: 'cut', afterBytes: 40, path: /watch=true/, times: 1 });
  using cut = await server.admin.open(`${CONFIGMAPS}?watch=true`);
  expect(await cut.next()).toMatch(/^\{"type":"ADDED"/);
  await expect(cut.next()).rejects.toMatchObject({ code: 'ECONNRESET' });

  using now = await server.admin.open(`${CONFIGMAPS}?watch=true`);
  expect((await now.next()).type).toBe('ADDED');
  expect(server.api.faults.cutStreams({ midLine: true })).toBe(1);
  expect(await now.next()).toBe('{"type":"MODIFIED","object":{"kind":"');
  await expect(now.next()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('[K19] stop breaks everything; restart brings back port, objects, tokens and versions', async () => {
  await using server = await startTestServer();
  const { api, admin } = server;
  const bot = server.as({ token: api.issueToken({ user: 'bot', groups: ['system:masters'] }) });
  await admin.post(CONFIGMAPS, { metadata: { name: 'kept' } });
  const { resourceVersion } = (await admin.get(CONFIGMAPS)).body.metadata;
  using watch = await admin.open(`${CONFIGMAPS}?watch=true&resourceVersion=${resourceVersion}`);
  await api.stop();
  await expect(watch.next()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await tryConnect(api.port)).toBe('ECONNREFUSED');
  await api.restart();
  expect((await bot.get(`${CONFIGMAPS}/kept`)).code).toBe(200);
  using again = await admin.open(`${CONFIGMAPS}?watch=true&resourceVersion=${resourceVersion}`);
  await admin.post(CONFIGMAPS, { metadata: { name: 'new' } });
  expect((await again.next()).object.metadata.name).toBe('new');
});

test('[K19] an aborted signal stops the server', async () => {
  const life = new AbortController();
  await using server = await startTestServer({ signal: life.signal });
  life.abort();
  await server.api.stop();
  expect(await tryConnect(server.api.port)).toBe('ECONNREFUSED');
});
