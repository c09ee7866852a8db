import { expect } from 'vitest';
import { aCase, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { addService } from '../test-service.ts';
import { configureWebhook, startTestWebhook, type TestWebhook } from '../test-webhook.ts';

const nameIn = ({ namespace }: CaseKube) => `web.${namespace}.svc`;

const configureService = (kube: CaseKube, webhook: TestWebhook) => {
  const service = { namespace: kube.namespace, name: 'web', port: 80, path: '/check' };
  const { caBundle } = webhook.clientConfig;
  return configureWebhook(kube, webhook, { clientConfig: { service, caBundle } });
};

const write = async (kube: CaseKube) =>
  (await kube.admin.post(kube.at('configmaps'), { metadata: { name: 'c' } })).body;

const failedIn = ({ namespace }: CaseKube) =>
  `Internal error occurred: failed calling webhook "${namespace}.example.io": failed to call webhook: `;

export const serviceWebhookCases: readonly ContractCase[] = [
  aCase('K23', 'a webhook is found by its service, whose name its certificate is for', async (kube) => {
    await using webhook = await startTestWebhook({ dnsNames: [nameIn(kube)] });
    await addService(kube, webhook);
    await using _ = await configureService(kube, webhook);
    webhook.reply = () => ({ allowed: false, status: { message: 'no' } });
    expect((await write(kube)).message).toBe(
      `admission webhook "${kube.namespace}.example.io" denied the request: no`,
    );
    expect(webhook.asked).toMatchObject([{ operation: 'CREATE', name: 'c' }]);
  }),

  aCase('K23', 'a certificate for another name is not the webhook of that service', async (kube) => {
    await using webhook = await startTestWebhook({ dnsNames: ['other.example.io'] });
    await addService(kube, webhook);
    await using _ = await configureService(kube, webhook);
    expect((await write(kube)).message).toBe(
      `${failedIn(kube)}Post "https://${nameIn(kube)}:80/check?timeout=10s": tls: failed to verify certificate: x509: certificate is valid for other.example.io, not ${nameIn(kube)}`,
    );
  }),

  aCase('K23', 'a service nobody made, or one without pods, fails closed', async (kube) => {
    await using webhook = await startTestWebhook();
    await using _ = await configureService(kube, webhook);
    expect((await write(kube)).message).toBe(
      `${failedIn(kube)}Post "https://${nameIn(kube)}:80/check?timeout=10s": service "web" not found`,
    );
    await addService(kube);
    const { code, message } = await write(kube);
    expect([code, message]).toEqual([
      500,
      expect.stringMatching(`^${failedIn(kube)}Post "https://${nameIn(kube)}:80/check\\?timeout=10s": `),
    ]);
  }),
];
