import { expect, test, vi } from 'vitest';
import { stringAt, valueAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { startApiServer } from '../../api-server/start-api-server.ts';
import { untilObject } from '../follow-objects.ts';
import { openKubeClient } from '../kube-client.ts';
import { createSpeedClock } from '../world-clock.ts';
import type { ContainerProgram } from './container-program.ts';
import { startKubelet } from './start-kubelet.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const PODS = '/api/v1/namespaces/default/pods';
const aPod = (name: string, spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'test/program:1' }], ...spec },
});

/** An API server, one node, and what its containers do. */
async function startNode(program: ContainerProgram) {
  const api = await startApiServer({ name: 'kubelet', kubernetesVersion: 'v1.26.9' });
  const token = api.issueToken({ user: 'admin', groups: ['system:masters'] });
  const client = openKubeClient({ server: api.url, caPem: api.pki.caPem, token });
  const certificate = await api.pki.issueServerCertificate({
    commonName: 'node',
    ipAddresses: ['127.0.0.1'],
  });
  const kubelet = await startKubelet({
    client,
    clock: createSpeedClock(Infinity),
    certificate,
    nodes: ['node-1'],
    kubernetesVersion: 'v1.26.9',
    programFor: () => program,
    startDelayMs: () => 10,
  });
  const signal = AbortSignal.timeout(15_000);
  return {
    client,
    kubelet,
    signal,
    until: (name: string, accept: (pod: KubeObject) => boolean) =>
      untilObject(client, { collection: PODS, name, accept }, { signal }),
    log: (name: string, query = '') => client.getText(`${PODS}/${name}/log${query}`, { signal }),
    async [Symbol.asyncDispose]() {
      await kubelet[Symbol.asyncDispose]();
      await client[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

const isRunning = (pod: KubeObject) => stringAt(pod, 'status', 'phase') === 'Running';

test('[W13] a pod bound to a node runs, and its log is read through the API server', async () => {
  await using node = await startNode(async ({ write, signal }) => {
    write(['hello', '中文']);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    write(['bye']);
    return 0;
  });
  await node.client.create(PODS, aPod('one'), node);
  await node.until('one', isRunning);
  expect(await node.log('one')).toBe('hello\n中文\n');
  expect(await node.log('one', '?tailLines=1&timestamps=true')).toMatch(/^\d{4}-.*\.\d{9}Z 中文\n$/);
  await expect(node.log('one', '?previous=true')).rejects.toMatchObject({
    code: 400,
    message: expect.stringContaining('previous terminated container'),
  });
});

test('[W13] deleting a pod ends its log cleanly, last words included', async () => {
  await using node = await startNode(async ({ write, signal }) => {
    write(['hello']);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    write(['bye']);
    return 0;
  });
  await node.client.create(PODS, aPod('one'), node);
  await node.until('one', isRunning);
  const whole = node.log('one', '?follow=true');
  const stream = node.client.stream(`${PODS}/one/log?follow=true`, node);
  expect((await stream.next()).value).toBe('hello\n');
  await node.client.delete(`${PODS}/one`, node);
  expect(await whole).toBe('hello\nbye\n');
  const rest: string[] = [];
  for await (const chunk of stream) rest.push(chunk);
  expect(rest.join('')).toBe('bye\n');
  expect(node.kubelet.openReaders()).toBe(0);
});

test('[W13] a container that fails is started again, and its last log is kept', async () => {
  let runs = 0;
  await using node = await startNode(async ({ write, signal }) => {
    runs += 1;
    write([`run ${runs}`]);
    if (runs === 1) return 3;
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return 0;
  });
  await node.client.create(PODS, aPod('one'), node);
  const pod = await node.until('one', (object) =>
    JSON.stringify(valueAt(object, 'status')).includes('"restartCount":1'),
  );
  expect(JSON.stringify(valueAt(pod, 'status'))).toContain('"exitCode":3');
  expect(await node.log('one')).toBe('run 2\n');
  expect(await node.log('one', '?previous=true')).toBe('run 1\n');
});

test('[W13] a pod that is to run once ends as Succeeded or Failed', async () => {
  await using node = await startNode(async ({ pod }) => (pod.metadata.name === 'good' ? 0 : 1));
  for (const name of ['good', 'bad'])
    await node.client.create(PODS, aPod(name, { restartPolicy: 'Never' }), node);
  const ended = (pod: KubeObject) => /Succeeded|Failed/.test(stringAt(pod, 'status', 'phase') ?? '');
  expect(stringAt(await node.until('good', ended), 'status', 'phase')).toBe('Succeeded');
  expect(stringAt(await node.until('bad', ended), 'status', 'phase')).toBe('Failed');
});

test('[W13] a reader that leaves is noticed', async () => {
  await using node = await startNode(async ({ write, signal }) => {
    write(['hello']);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return 0;
  });
  await node.client.create(PODS, aPod('one'), node);
  await node.until('one', isRunning);
  for await (const _ of node.client.stream(`${PODS}/one/log?follow=true`, node)) {
    expect(node.kubelet.openReaders()).toBe(1);
    break;
  }
  await expect.poll(() => node.kubelet.openReaders()).toBe(0);
});
