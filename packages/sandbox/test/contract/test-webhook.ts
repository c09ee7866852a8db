import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { json } from 'node:stream/consumers';
import { objectAt, stringAt, type JsonObject } from '../../src/api-server/json.ts';
import { createClusterPki } from '../../src/certificates/cluster-pki.ts';
import { listen } from '../../src/world/listen.ts';
import type { CaseKube } from './kube-under-test.ts';
import { until } from './until.ts';

/** What a webhook says: a response without its uid, a whole body, or an HTTP answer that is no review. */
export type WebhookReply =
  | { allowed: boolean; status?: object; warnings?: string[] }
  | { body: unknown }
  | { code: number; text: string };

/** An admission webhook on loopback, over TLS, with a certificate authority of its own. */
export interface TestWebhook extends AsyncDisposable {
  readonly port: number;
  readonly clientConfig: { url: string; caBundle: string };
  /** The requests it was asked, in order, each with the version of its review. */
  readonly asked: JsonObject[];
  /** What it answers from now on. */
  reply: (request: JsonObject) => WebhookReply | Promise<WebhookReply>;
  /** Whether the server has learned of the configuration that names it. */
  isKnown(): boolean;
}

/** A no with a reason, as controller-runtime's webhooks say it. */
export const denial = (why: string) => ({
  allowed: false,
  status: { message: why, reason: why, code: 403 },
});

const PROBE_PATH = '/probe';
const PROBE_LABELS = { probe: 'yes' };

/** Starts a webhook that allows everything, until told otherwise. */
export async function startTestWebhook({
  dnsNames = [],
}: { dnsNames?: string[] } = {}): Promise<TestWebhook> {
  const pki = await createClusterPki('webhook');
  const { certificatePem, keyPem } = await pki.issueServerCertificate({
    commonName: 'webhook',
    ...(dnsNames === undefined ? {} : { dnsNames }),
  });
  const seen = { probe: false };
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const review = await json(message);
    const request = objectAt(review, 'request') ?? {};
    const isProbe = message.url?.startsWith(PROBE_PATH) === true;
    if (isProbe) seen.probe = true;
    else webhook.asked.push({ ...request, review: stringAt(review, 'apiVersion') });
    const reply = isProbe ? { allowed: true } : await webhook.reply(request);
    if ('code' in reply) {
      response.writeHead(reply.code, { 'content-type': 'text/plain' }).end(reply.text);
      return;
    }
    const body = { kind: 'AdmissionReview', apiVersion: stringAt(review, 'apiVersion') };
    const text = 'body' in reply ? reply.body : { ...body, response: { uid: request['uid'], ...reply } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(text));
  };
  const server = createServer(
    { cert: certificatePem, key: keyPem },
    (message, response) => void answer(message, response),
  );
  const port = await listen(server, '127.0.0.1');
  const webhook: TestWebhook = {
    port,
    clientConfig: {
      url: `https://127.0.0.1:${port}/check`,
      caBundle: Buffer.from(pki.caPem).toString('base64'),
    },
    asked: [],
    reply: () => ({ allowed: true }),
    isKnown: () => seen.probe,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return webhook;
}

export const CONFIGURATIONS = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';

/**
 * Configures the webhook for the case's namespace: CREATE, UPDATE and DELETE of ConfigMaps unless told otherwise. In
 * force on return; gone when disposed.
 */
export async function configureWebhook(
  { admin, namespace, at }: CaseKube,
  webhook: TestWebhook,
  more: object = {},
): Promise<AsyncDisposable> {
  const name = `${namespace}.example.io`;
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'] };
  const common = {
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  };
  const probe = {
    ...common,
    name: `probe.${name}`,
    clientConfig: { ...webhook.clientConfig, url: webhook.clientConfig.url.replace('/check', PROBE_PATH) },
    objectSelector: { matchLabels: PROBE_LABELS },
    rules: [{ ...rule, operations: ['CREATE'] }],
  };
  const asked = {
    ...common,
    name,
    clientConfig: webhook.clientConfig,
    objectSelector: { matchExpressions: [{ key: 'probe', operator: 'DoesNotExist' }] },
    rules: [{ ...rule, operations: ['CREATE', 'UPDATE', 'DELETE'] }],
    ...more,
  };
  const body = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [probe, asked],
  };
  const created = await admin.post(CONFIGURATIONS, body);
  if (created.code !== 201) throw new Error(created.text);
  const ask = () =>
    admin.post(`${at('configmaps')}?dryRun=All`, { metadata: { name: 'probe', labels: PROBE_LABELS } });
  await until(ask, () => webhook.isKnown());
  return {
    async [Symbol.asyncDispose]() {
      await admin.delete(`${CONFIGURATIONS}/${name}`);
    },
  };
}
