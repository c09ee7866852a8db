import { afterAll, beforeAll, describe, test } from 'vitest';
import type { CaseKube, ContractCase, KubeUnderTest, Side } from './kube-under-test.ts';

const START_TIMEOUT_MS = 120_000;
const CASE_TIMEOUT_MS = 60_000;

/** Runs the cases of all areas one after another on one server, each in a namespace of its own. */
export function contractSuite(
  areas: Readonly<Record<string, readonly ContractCase[]>>,
  { side, open }: { side: Side; open: () => Promise<KubeUnderTest> },
): void {
  describe(side, () => {
    const opened: KubeUnderTest[] = [];
    beforeAll(async () => void opened.push(await open()), START_TIMEOUT_MS);
    afterAll(async () => {
      for (const kube of opened) await kube[Symbol.asyncDispose]();
    });
    for (const [area, cases] of Object.entries(areas)) {
      describe(area, () => {
        cases.forEach(({ rule, title, not, run }, at) => {
          test(`[${rule}] ${title}`, { timeout: CASE_TIMEOUT_MS }, async (context) => {
            const reason = not?.[side];
            if (reason !== undefined) {
              Object.assign(context.task.meta, { reason });
              context.skip(reason);
            }
            const [kube] = opened;
            if (kube === undefined) throw new Error('the server did not start');
            await run(await withOwnNamespace(kube, `${area}-${at}`));
          });
        });
      });
    }
  });
}

async function withOwnNamespace(kube: KubeUnderTest, namespace: string): Promise<CaseKube> {
  await kube.admin.post('/api/v1/namespaces', { metadata: { name: namespace } });
  // A cluster's controller manager gives these to every namespace; the real server has none beside it.
  if (kube.side === 'real') {
    const at = `/api/v1/namespaces/${namespace}`;
    await kube.admin.post(`${at}/serviceaccounts`, { metadata: { name: 'default' } });
    await kube.admin.post(`${at}/configmaps`, {
      metadata: { name: 'kube-root-ca.crt' },
      data: { 'ca.crt': kube.pki.caPem },
    });
  }
  return {
    ...kube,
    namespace,
    group: `${namespace}.example.io`,
    at: (resource, apiVersion = 'v1') =>
      `/${apiVersion === 'v1' ? 'api' : 'apis'}/${apiVersion}/namespaces/${namespace}/${resource}`,
  };
}
