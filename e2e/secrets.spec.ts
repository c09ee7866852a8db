import { parse } from 'yaml';
import { askCluster } from './support/cluster-client.ts';
import { addMember, prepareHost } from './support/main-job.ts';
import { EN } from './support/words.ts';
import { expect, test } from './support/world.ts';

interface KubeconfigUsers {
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}
interface SecretObject {
  readonly data?: Readonly<Record<string, string>>;
}

test.describe('secrets', () => {
  test.use({ locale: 'en-GB' });

  test('after the whole story no credential, jwtSecret or password is in any answer, log or storage', async ({
    page,
    world,
  }) => {
    // Everything the browser is told, over HTTP and over the socket.
    const told: string[] = [];
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!response.url().includes('/api/')) return;
      reading.push(
        response.text().then(
          (text) => void told.push(text),
          // A navigation threw the body away before it was read; the socket and later answers still count.
          () => undefined,
        ),
      );
    });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => void told.push(String(payload)));
    });

    await world.open(page);
    await prepareHost(page, EN, async () => {});
    await addMember(page, world, { words: EN, at: async () => {} });
    await page.goto(`${world.url}/clusters/member-a/configuration`);
    await expect(page.getByText('Same as in the cluster')).toBeVisible();
    await page.goto(`${world.url}/clusters/member-a/log`);
    await expect(page.getByText(/received = /)).toBeVisible();
    told.push(await (await page.request.get(`${world.url}/api/members/member-a/installer-log`)).text());
    told.push(await (await page.request.get(`${world.url}/api/host/installer-log`)).text());
    told.push(await (await page.request.get(`${world.url}/api/clusters`)).text());
    await Promise.all(reading);

    const secrets: string[] = [];
    for (const cluster of ['host', 'member-a']) {
      const text = await world.kubeconfig(cluster);
      const kubeconfig: KubeconfigUsers = parse(text);
      for (const { user } of kubeconfig.users) secrets.push(...Object.values(user));
      secrets.push(Buffer.from(text).toString('base64').slice(0, 400));
      const secret = (await askCluster(
        text,
        '/api/v1/namespaces/kubesphere-system/secrets/kubesphere-secret',
      )) as SecretObject;
      for (const value of Object.values(secret.data ?? {}))
        secrets.push(Buffer.from(value, 'base64').toString());
    }
    // The key is there to be found: else this story would prove nothing.
    expect(secrets.length).toBeGreaterThan(6);
    const wanted = secrets.filter((secret) => secret.length >= 8);

    const storage = await page.evaluate(async () =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        await indexedDB.databases(),
      ]),
    );
    const places = { answers: told.join('\n'), server: world.bff.output(), storage };
    expect(places.answers).toContain('Password: ');
    const found = Object.entries(places).flatMap(([place, text]) =>
      wanted.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret.slice(0, 12)}…`),
    );
    expect(found).toEqual([]);
  });
});
