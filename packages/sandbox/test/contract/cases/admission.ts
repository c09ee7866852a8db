import { expect } from 'vitest';
import type { JsonObject } from '../../../src/api-server/json.ts';
import { aCase, failure, type ContractCase } from '../kube-under-test.ts';
import { configureWebhook, denial, startTestWebhook } from '../test-webhook.ts';
import { until } from '../until.ts';

export const admissionCases: readonly ContractCase[] = [
  aCase(
    'K23',
    'a denied write is answered with code and text of the webhook and changes nothing',
    async (kube) => {
      const configMaps = kube.at('configmaps');
      const { admin, namespace } = kube;
      const before = (await admin.post(configMaps, { metadata: { name: 'c' }, data: { a: '1' } })).body;
      await using webhook = await startTestWebhook();
      await using _ = await configureWebhook(kube, webhook);
      webhook.reply = () => denial('not today');
      const denied = failure(403, {
        message: `admission webhook "${namespace}.example.io" denied the request: not today`,
        reason: 'not today',
      });
      expect((await admin.patch(`${configMaps}/c`, { data: { a: '2' } })).body).toEqual(denied);
      expect((await admin.put(`${configMaps}/c`, { ...before, data: { a: '2' } })).body).toEqual(denied);
      expect((await admin.delete(`${configMaps}/c`)).body).toEqual(denied);
      expect((await admin.post(configMaps, { metadata: { name: 'd' } })).body).toEqual(denied);
      expect((await admin.get(`${configMaps}/c`)).body).toEqual(before);
      expect((await admin.get(`${configMaps}/d`)).code).toBe(404);
    },
  ),

  aCase('K23', 'it is asked after patch, defaults and validation, with old and new object', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin, namespace } = kube;
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    const query = 'fieldManager=me';
    await admin.post(`${configMaps}?${query}`, { metadata: { name: 'c' }, data: { a: '1' } });
    await admin.patch(`${configMaps}/c?${query}`, { data: { b: '2' } });
    expect((await admin.patch(`${configMaps}/c`, { data: { '?': '' } })).code).toBe(422);
    await admin.delete(`${configMaps}/c`);
    const object = (data: object) => ({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: expect.objectContaining({ name: 'c', namespace, uid: expect.any(String) }),
      data,
    });
    const gvk = { group: '', version: 'v1', kind: 'ConfigMap' };
    const gvr = { group: '', version: 'v1', resource: 'configmaps' };
    const common = {
      review: 'admission.k8s.io/v1',
      uid: expect.any(String),
      kind: gvk,
      resource: gvr,
      requestKind: gvk,
      requestResource: gvr,
      name: 'c',
      namespace,
      userInfo: expect.objectContaining({
        username: 'kubernetes-admin',
        groups: ['system:masters', 'system:authenticated'],
      }),
      dryRun: false,
    };
    const options = (kind: string) => ({ kind, apiVersion: 'meta.k8s.io/v1', fieldManager: 'me' });
    expect(webhook.asked).toEqual([
      {
        ...common,
        operation: 'CREATE',
        object: object({ a: '1' }),
        oldObject: null,
        options: options('CreateOptions'),
      },
      {
        ...common,
        operation: 'UPDATE',
        object: object({ a: '1', b: '2' }),
        oldObject: object({ a: '1' }),
        options: options('UpdateOptions'),
      },
      {
        ...common,
        operation: 'DELETE',
        object: null,
        oldObject: object({ a: '1', b: '2' }),
        options: { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1' },
      },
    ]);
  }),

  aCase('K23', 'a dry run asks, says so, and is denied like any write', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'c' } });
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    webhook.reply = ({ dryRun }) => (dryRun === true ? denial('dry') : { allowed: true });
    const answers = [
      await admin.post(`${configMaps}?dryRun=All`, { metadata: { name: 'd' } }),
      await admin.patch(`${configMaps}/c?dryRun=All`, { data: { a: '1' } }),
      await admin.delete(`${configMaps}/c?dryRun=All`),
    ];
    expect(answers.map(({ code, body }) => [code, body.reason])).toEqual([
      [403, 'dry'],
      [403, 'dry'],
      [403, 'dry'],
    ]);
    expect(webhook.asked.map(({ dryRun }) => dryRun)).toEqual([true, true, true]);
    const told = (request: JsonObject | undefined) => request?.['options'];
    expect(webhook.asked.map(told)).toMatchObject([
      { kind: 'CreateOptions', dryRun: ['All'] },
      { kind: 'UpdateOptions', dryRun: ['All'] },
      { kind: 'DeleteOptions', dryRun: ['All'] },
    ]);
    expect((await admin.patch(`${configMaps}/c`, { data: { a: '1' } })).code).toBe(200);
  }),

  aCase('K23', 'a refusal without code is 400; a message counts more than a reason', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin, namespace } = kube;
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    const answers: unknown[] = [];
    for (const status of [
      undefined,
      { message: 'm' },
      { message: 'm', reason: 'r', code: 422 },
      { code: 200 },
    ]) {
      webhook.reply = () => ({ allowed: false, ...(status === undefined ? {} : { status }) });
      answers.push((await admin.post(configMaps, { metadata: { name: 'd' } })).body);
    }
    const denied = `admission webhook "${namespace}.example.io" denied the request`;
    expect(answers).toEqual([
      failure(400, { message: `${denied} without explanation` }),
      failure(400, { message: `${denied}: m` }),
      failure(422, { message: `${denied}: m`, reason: 'r' }),
      failure(400, { message: `${denied} without explanation` }),
    ]);
  }),

  aCase('K23', 'its warnings reach the client', async (kube) => {
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    webhook.reply = () => ({ allowed: true, warnings: ['mind the "gap"'] });
    const { code, headers } = await kube.admin.post(kube.at('configmaps'), { metadata: { name: 'c' } });
    expect([code, headers['warning']]).toEqual([201, String.raw`299 - "mind the \"gap\""`]);
  }),

  aCase('K23', 'one that cannot be asked denies the write with 500', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin, namespace } = kube;
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook, { timeoutSeconds: 1 });
    const ask = async () => (await admin.post(configMaps, { metadata: { name: 'c' } })).body;
    const failed = (why: unknown) => {
      const message = `failed calling webhook "${namespace}.example.io": ${String(why)}`;
      return failure(500, {
        message: `Internal error occurred: ${message}`,
        reason: 'InternalError',
        details: { causes: [{ message }] },
      });
    };
    webhook.reply = () => ({ code: 500, text: 'oops\n' });
    expect(await ask()).toEqual(
      failed(
        'failed to call webhook: an error on the server ("oops") has prevented the request from succeeding',
      ),
    );
    webhook.reply = () => ({ code: 404, text: 'no such page' });
    expect(await ask()).toEqual(
      failed('failed to call webhook: the server could not find the requested resource'),
    );
    webhook.reply = ({ uid }) => ({
      body: { kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', request: { uid } },
    });
    expect(await ask()).toEqual(failed('received invalid webhook response: webhook response was absent'));
    const never = gate();
    webhook.reply = () => never.opened.then(() => ({ allowed: true }));
    const post = `Post "https://127.0.0.1:${webhook.port}/check?timeout=1s"`;
    expect(await ask()).toEqual(failed(`failed to call webhook: ${post}: context deadline exceeded`));
    never.open();
    await webhook[Symbol.asyncDispose]();
    expect(await ask()).toEqual(
      failed(
        `failed to call webhook: ${post}: dial tcp 127.0.0.1:${webhook.port}: connect: connection refused`,
      ),
    );
    expect((await admin.get(`${configMaps}/c`)).code).toBe(404);
  }),

  aCase('K23', 'one whose certificate nobody vouches for is not asked', async (kube) => {
    await using webhook = await startTestWebhook();
    const { caBundle } = (await startAnother()).clientConfig;
    await using _ = await configureWebhook(kube, webhook, {
      clientConfig: { ...webhook.clientConfig, caBundle },
    });
    const { body } = await kube.admin.post(kube.at('configmaps'), { metadata: { name: 'c' } });
    expect([body.code, body.message]).toEqual([
      500,
      expect.stringContaining(
        'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ),
    ]);
    expect(webhook.asked).toEqual([]);
  }),

  aCase('K23', 'failurePolicy Ignore lets a write through that nobody could be asked about', async (kube) => {
    const configMaps = kube.at('configmaps');
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook, { failurePolicy: 'Ignore' });
    webhook.reply = () => denial('still a no');
    expect((await kube.admin.post(configMaps, { metadata: { name: 'c' } })).code).toBe(403);
    webhook.reply = () => ({ code: 500, text: 'oops' });
    expect((await kube.admin.post(configMaps, { metadata: { name: 'c' } })).code).toBe(201);
  }),

  aCase('K23', 'what others write while it thinks is not lost', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    const first = (await admin.post(configMaps, { metadata: { name: 'c' }, data: { a: '1' } })).body;
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    const slow = gate();
    webhook.reply = async ({ options }) => {
      if (Object(options)['fieldManager'] === 'slow') await slow.opened;
      return { allowed: true };
    };
    const patched = admin.patch(`${configMaps}/c?fieldManager=slow`, { data: { mine: '1' } });
    const replaced = admin.put(`${configMaps}/c?fieldManager=slow`, { ...first, data: { mine: '2' } });
    await until(
      () => Promise.resolve(webhook.asked.length),
      (count) => count === 2,
    );
    expect((await admin.patch(`${configMaps}/c?fieldManager=quick`, { data: { theirs: '3' } })).code).toBe(
      200,
    );
    slow.open();
    expect([(await patched).code, (await replaced).code]).toEqual([200, 409]);
    const stored = { a: '1', mine: '1', theirs: '3' };
    expect((await admin.get(`${configMaps}/c`)).body.data).toEqual(stored);
    // What is stored is what it was asked about.
    expect(webhook.asked.at(-1)).toMatchObject({ operation: 'UPDATE', object: { data: stored } });
  }),
];

/** A promise that a case resolves when it wants. */
function gate(): { opened: Promise<void>; open: () => void } {
  const inside: { open: () => void } = { open: () => undefined };
  const opened = new Promise<void>((resolve) => {
    inside.open = resolve;
  });
  return { opened, open: () => inside.open() };
}

/** The address of a webhook that is there no more: all that is wanted of it is its authority. */
async function startAnother() {
  await using webhook = await startTestWebhook();
  return webhook;
}
