import { once } from 'node:events';
import { expect } from 'vitest';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { startTestKubelet, type TestKubelet } from '../test-kubelet.ts';

const badRequest = (message: string) => failure(400, { message, reason: 'BadRequest' });

interface PodWish {
  node?: boolean;
  containers?: string[];
  /** Of container `app`. */
  state?: object;
}

/** Registers a node whose kubelet that is, and puts a pod there. */
async function addPod(
  kube: CaseKube,
  kubelet: Pick<TestKubelet, 'port'> | undefined,
  { node = true, containers = ['app'], state }: PodWish = {},
): Promise<string> {
  const nodeName = `node-${kube.namespace}`;
  if (kubelet !== undefined)
    await kube.admin.post('/api/v1/nodes', {
      metadata: { name: nodeName },
      status: {
        addresses: [
          { type: 'Hostname', address: nodeName },
          { type: 'InternalIP', address: '127.0.0.1' },
        ],
        daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
      },
    });
  const created = await kube.admin.post(kube.at('pods'), {
    metadata: { generateName: 'p-' },
    spec: {
      ...(node ? { nodeName } : {}),
      containers: containers.map((name) => ({ name, image: 'i' })),
    },
  });
  const path = `${kube.at('pods')}/${created.body.metadata.name}`;
  if (state !== undefined)
    await kube.admin.patch(`${path}/status`, {
      status: {
        containerStatuses: [
          { name: 'app', state, lastState: {}, ready: false, restartCount: 0, image: 'i', imageID: '' },
        ],
      },
    });
  return path;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

export const podLogCases: readonly ContractCase[] = [
  aCase('K16', 'the kubelet is asked for what the client asked, and its bytes come through', async (kube) => {
    const asked: string[] = [];
    await using kubelet = await startTestKubelet(kube.pki, ({ url }, response) => {
      asked.push(url ?? '');
      response.end('one\ntwo\n');
    });
    const pod = await addPod(kube, kubelet, { containers: ['app', 'sidecar'] });
    const answer = await kube.admin.get(
      `${pod}/log?container=sidecar&follow=true&tailLines=5&timestamps=true&sinceTime=2026-11-23T05%3A49%3A31.545Z&limitBytes=99`,
    );
    expect([answer.code, answer.headers['content-type'], answer.text]).toEqual([
      200,
      'text/plain',
      'one\ntwo\n',
    ]);
    const logs = `/containerLogs/${kube.namespace}/${nameOf(pod)}`;
    const told = new URL(asked[0] ?? '', 'https://kubelet');
    expect([asked.length, told.pathname, Object.fromEntries(told.searchParams)]).toEqual([
      1,
      `${logs}/sidecar`,
      {
        follow: 'true',
        timestamps: 'true',
        tailLines: '5',
        limitBytes: '99',
        sinceTime: '2026-11-23T05:49:31Z',
      },
    ]);
    await kube.admin.get(`${pod}/log?container=app&tailLines=0&previous=true&sinceSeconds=7`);
    expect(Object.fromEntries(new URL(asked[1] ?? '', 'https://kubelet').searchParams)).toEqual({
      tailLines: '0',
      previous: 'true',
      sinceSeconds: '7',
    });
  }),

  aCase('K16', 'a log is plain text whatever the client accepts, and never compressed', async (kube) => {
    await using kubelet = await startTestKubelet(kube.pki, (_request, response) => {
      response.end('x'.repeat(300_000));
    });
    const pod = await addPod(kube, kubelet);
    const { headers, text } = await kube.admin.get(`${pod}/log`, {
      accept: 'application/json, */*',
      'accept-encoding': 'gzip',
    });
    expect([headers['content-type'], headers['content-encoding'], text.length]).toEqual([
      'text/plain',
      undefined,
      300_000,
    ]);
  }),

  aCase(
    'K16',
    "headers come at once, lines as they are written; the client's leave closes the upstream",
    async (kube) => {
      await using kubelet = await startTestKubelet(kube.pki, (_request, response) => response.flushHeaders());
      const pod = await addPod(kube, kubelet);
      const asked = kubelet.nextResponse();
      const log = await kube.admin.open(`${pod}/log?follow=true`);
      expect([log.code, log.headers['transfer-encoding']]).toEqual([200, 'chunked']);
      const response = await asked;
      response.write('first\n');
      expect(await log.next()).toBe('first');
      const closed = once(response, 'close');
      log[Symbol.dispose]();
      await closed;
    },
  ),

  aCase('K16', 'bytes cut inside lines and inside characters come out the same', async (kube) => {
    const text = Buffer.from('早上好 PLAY RECAP\n第二行 ★\n');
    await using kubelet = await startTestKubelet(kube.pki, async (_request, response) => {
      for (const byte of text) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    const pod = await addPod(kube, kubelet);
    expect((await kube.admin.get(`${pod}/log?follow=true`)).text).toBe(text.toString());
  }),

  aCase('K16', 'a kubelet lost in mid-stream is a clean end', async (kube) => {
    await using kubelet = await startTestKubelet(kube.pki, (_request, response) => {
      response.write('first\nhalf', () => response.destroy());
    });
    const pod = await addPod(kube, kubelet);
    const answer = await kube.admin.get(`${pod}/log?follow=true`);
    expect([answer.code, answer.text]).toEqual([200, 'first\nhalf']);
  }),

  aCase('K16', 'a slow reader slows the kubelet', async (kube) => {
    const total = 64 * 1024 * 1024;
    const chunk = Buffer.alloc(1024 * 1024, `${'x'.repeat(1023)}\n`);
    let sent = 0;
    await using kubelet = await startTestKubelet(kube.pki, async (_request, response) => {
      while (sent < total) {
        sent += chunk.length;
        if (!response.write(chunk)) await once(response, 'drain');
      }
      response.end();
    });
    const pod = await addPod(kube, kubelet);
    const log = await kube.admin.open(`${pod}/log?follow=true`);
    log.stream.pause();
    // Another whole exchange: time enough for a pump without backpressure to swallow everything.
    for (let n = 0; n < 100; n += 1) await kube.admin.get('/api/v1/nodes');
    expect(sent).toBeLessThan(total / 2);
    let received = 0;
    for await (const piece of log.stream) received += piece.length;
    expect(received).toBe(total);
  }),

  aCase('K16', 'a pod on no node has no content; a pod nobody made is 404', async (kube) => {
    const loose = await addPod(kube, undefined, { node: false });
    expect((await kube.admin.get(`${loose}/log?follow=true`)).code).toBe(204);
    expect((await kube.admin.get(`${kube.at('pods')}/missing/log`)).body).toEqual(
      failure(404, {
        message: 'pods "missing" not found',
        reason: 'NotFound',
        details: { name: 'missing', kind: 'pods' },
      }),
    );
  }),

  aCase('K16', 'a container must be named among several, and exist', async (kube) => {
    const pod = await addPod(kube, undefined, { containers: ['app', 'sidecar'] });
    const name = nameOf(pod);
    expect((await kube.admin.get(`${pod}/log`)).body).toEqual(
      badRequest(`a container name must be specified for pod ${name}, choose one of: [app sidecar]`),
    );
    expect((await kube.admin.get(`${pod}/log?container=nope`)).body).toEqual(
      badRequest(`container nope is not valid for pod ${name}`),
    );
  }),

  aCase('K16', 'whether a container runs, waits or ran before is the kubelet to say', async (kube) => {
    const asked: string[] = [];
    await using kubelet = await startTestKubelet(kube.pki, ({ url }, response) => {
      asked.push(url ?? '');
      response.writeHead(400).end('container "app" in pod "p" is waiting to start: ContainerCreating');
    });
    const state = { waiting: { reason: 'ContainerCreating' } };
    const pod = await addPod(kube, kubelet, { state });
    for (const query of ['follow=true', 'previous=true'])
      expect((await kube.admin.get(`${pod}/log?${query}`)).body).toEqual(
        badRequest('container "app" in pod "p" is waiting to start: ContainerCreating'),
      );
    expect(asked).toEqual([
      `/containerLogs/${kube.namespace}/${nameOf(pod)}/app?follow=true`,
      `/containerLogs/${kube.namespace}/${nameOf(pod)}/app?previous=true`,
    ]);
  }),

  aCase('K16', 'options nobody can read are 400, impossible ones 422', async (kube) => {
    const pod = await addPod(kube, { port: 1 }, { state: { running: {} } });
    const said = async (query: string) => (await kube.admin.get(`${pod}/log?${query}`)).body;
    expect(await said('tailLines=abc')).toEqual(
      badRequest('strconv.ParseInt: parsing "abc": invalid syntax'),
    );
    expect(await said('sinceTime=yesterday')).toEqual(
      badRequest(
        'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
      ),
    );
    expect(await said('tailLines=-1')).toMatchObject({
      code: 422,
      message: `PodLogOptions "${nameOf(pod)}" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0`,
    });
    expect(await said('limitBytes=0')).toMatchObject({ code: 422, reason: 'Invalid' });
    expect(await said('sinceSeconds=60&sinceTime=2026-11-23T05%3A49%3A31Z')).toMatchObject({ code: 422 });
  }),

  aCase('K16', 'a node nobody registered is 404 and names the node', async (kube) => {
    const pod = await addPod(kube, undefined, { state: { running: {} } });
    expect((await kube.admin.get(`${pod}/log`)).body).toEqual(
      failure(404, {
        message: `pods "node-${kube.namespace}" not found`,
        reason: 'NotFound',
        details: { name: `node-${kube.namespace}`, kind: 'pods' },
      }),
    );
  }),

  aCase('K16', 'a kubelet that refuses is told in its words', async (kube) => {
    let answer: [number, string] = [500, 'failed to create fsnotify watcher: too many open files'];
    await using kubelet = await startTestKubelet(kube.pki, (_request, response) => {
      response.writeHead(answer[0]).end(answer[1]);
    });
    const pod = await addPod(kube, kubelet);
    expect((await kube.admin.get(`${pod}/log`)).body).toEqual(
      failure(500, {
        message: `Internal error occurred: ${answer[1]}`,
        reason: 'InternalError',
        details: { causes: [{ message: answer[1] }] },
      }),
    );
    answer = [400, 'no such run'];
    expect((await kube.admin.get(`${pod}/log`)).body).toEqual(badRequest('no such run'));
  }),

  aCase('K16', 'a kubelet that cannot be reached is 500 with the dial error', async (kube) => {
    const kubelet = await startTestKubelet(kube.pki, (_request, response) => void response.end());
    await kubelet[Symbol.asyncDispose]();
    const pod = await addPod(kube, kubelet);
    expect((await kube.admin.get(`${pod}/log`)).body).toEqual(
      failure(500, {
        message: `Get "https://127.0.0.1:${kubelet.port}/containerLogs/${kube.namespace}/${nameOf(pod)}/app": dial tcp 127.0.0.1:${kubelet.port}: connect: connection refused`,
      }),
    );
  }),

  aCase(
    'K16',
    'a pod that is deleted for good ends its followers cleanly and is 404 from then on',
    async (kube) => {
      await using kubelet = await startTestKubelet(kube.pki, (_request, response) => response.flushHeaders());
      const pod = await addPod(kube, kubelet, { state: { running: {} } });
      const asked = kubelet.nextResponse();
      using log = await kube.admin.open(`${pod}/log?follow=true`);
      const response = await asked;
      await kube.admin.delete(pod, { gracePeriodSeconds: 0 });
      response.end('last\n');
      expect([await log.next(), await log.next()]).toEqual(['last', undefined]);
      expect((await kube.admin.get(`${pod}/log`)).code).toBe(404);
    },
  ),
];
