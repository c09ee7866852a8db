import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect } from 'vitest';
import { listen } from '../../../src/world/listen.ts';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { addService } from '../test-service.ts';

async function startBackend(answer: RequestListener) {
  const server = createServer(answer);
  const port = await listen(server, '127.0.0.1');
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const proxy = (kube: CaseKube, service = ':web:80') => `${kube.at('services')}/${service}/proxy`;

export const serviceProxyCases: readonly ContractCase[] = [
  aCase('K17', "a request goes to the service's pod, without the caller's credentials", async (kube) => {
    const seen: object[] = [];
    await using backend = await startBackend((request, response) => {
      seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization });
      response.writeHead(418, { 'x-from': 'web' }).end('tea');
    });
    await addService(kube, backend);
    const bot = kube.as({ token: kube.token });
    const answer = await bot.ask('POST', `${proxy(kube)}/kapis/version?x=1`, { body: { a: 1 } });
    expect([answer.code, answer.headers['x-from'], answer.text]).toEqual([418, 'web', 'tea']);
    expect(seen).toEqual([{ method: 'POST', url: '/kapis/version?x=1', authorization: undefined }]);
    expect((await bot.get(`${proxy(kube, 'web')}/plain`)).code).toBe(418);
    expect((await bot.get(`${proxy(kube, 'http:web:80')}/plain`)).code).toBe(418);
  }),

  aCase('K17', 'a service nobody made is 404, one without pods or that port 503', async (kube) => {
    await addService(kube);
    const refusal = async (service: string) => (await kube.admin.get(`${proxy(kube, service)}/x`)).body;
    expect(await refusal(':nope:80')).toEqual(
      failure(404, {
        message: 'services "nope" not found',
        reason: 'NotFound',
        details: { name: 'nope', kind: 'services' },
      }),
    );
    const unavailable = (message: string) => failure(503, { message, reason: 'ServiceUnavailable' });
    expect(await refusal(':web:80')).toEqual(unavailable('no endpoints available for service "web"'));
    expect(await refusal('web:81')).toEqual(unavailable('no service port 81 found for service "web"'));
    expect(await refusal('web:other')).toEqual(unavailable('no endpoints available for service "web"'));
    expect(await refusal('a:b:c:d')).toMatchObject({ code: 400, reason: 'BadRequest' });
  }),

  aCase('K17', 'a port with a name is found by it or by its number, not without', async (kube) => {
    await using backend = await startBackend((_request, response) => void response.end('here'));
    await addService(kube, backend, 'http');
    const ask = async (service: string) => (await kube.admin.get(`${proxy(kube, service)}/x`)).code;
    expect([await ask('web:http'), await ask('web:80'), await ask('web')]).toEqual([200, 200, 503]);
  }),

  aCase('K17', 'whoever asks for Endpoints is told that they will go', async ({ admin }) => {
    const { headers } = await admin.get('/api/v1/namespaces/default/endpoints');
    expect(headers['warning']).toBe(
      '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"',
    );
  }),

  aCase('K17', 'a service that does not answer is 503', async (kube) => {
    const backend = await startBackend((_request, response) => void response.end());
    await backend[Symbol.asyncDispose]();
    await addService(kube, backend);
    expect((await kube.admin.get(`${proxy(kube)}/x`)).body).toEqual(
      failure(503, {
        message: expect.stringMatching(/^error trying to reach service: /),
        reason: 'ServiceUnavailable',
      }),
    );
  }),

  aCase('K17', 'answers come through as they are written', async (kube) => {
    await using backend = await startBackend((_request, response) => {
      response.write('first\n');
      response.end('second\n');
    });
    await addService(kube, backend);
    using open = await kube.admin.open(`${proxy(kube)}/stream`);
    expect([await open.next(), await open.next(), await open.next()]).toEqual(['first', 'second', undefined]);
  }),
];
