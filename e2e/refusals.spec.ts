import { existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fillBasics, next, pasteKubeconfig } from './support/screens.ts';
import { expect, test } from './support/world.ts';

/** A cluster that fails, the layer that must be named, and what must be said of it. */
const REFUSALS = [
  {
    cluster: 'expired-certificate',
    check: 'TLS certificate',
    found: 'Certificate expired',
    remedy: 'Renew the API server’s certificate',
    raw: /expired/i,
  },
  {
    cluster: 'wrong-ca',
    check: 'TLS certificate',
    found: 'Unknown authority',
    remedy: 'Take the kubeconfig of this very cluster again',
    raw: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
  {
    cluster: 'namespace-token',
    check: 'Rights',
    found: 'Not sufficient',
    remedy: 'Joining needs cluster-admin in practice',
    raw: undefined,
  },
  {
    cluster: 'nobody-answers',
    check: 'TCP connection',
    found: 'No answer',
    remedy: 'Open the port in firewalls',
    raw: /./,
  },
  {
    cluster: 'member-bare',
    check: 'KubeSphere',
    found: 'Not installed',
    remedy: 'Install KubeSphere v3.4.1 there',
    raw: undefined,
  },
] as const;

test.describe('clusters that cannot be added', () => {
  test.use({ locale: 'en-GB' });

  for (const { cluster, check, found, remedy, raw } of REFUSALS) {
    test(`${cluster} is refused at “${check}”, with cause and remedy`, async ({ page, world }) => {
      await world.open(page, '/clusters/add');
      await fillBasics(page, cluster);
      await next(page);
      await pasteKubeconfig(page, await world.kubeconfig(cluster));
      await next(page);

      const row = page.getByRole('listitem').filter({ has: page.getByText(check, { exact: true }) });
      await expect(row).toContainText('Failed');
      await expect(row).toContainText(found);
      await expect(row).toContainText(remedy);
      if (raw !== undefined) {
        await row.getByText('Raw error').click();
        await expect(row.locator('pre')).toContainText(raw);
      }
      // What depends on the failed layer was not asked, and nothing can be imported.
      await expect(page.getByText(/Repair (it|them), then check again/)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Review', exact: true })).toHaveCount(0);
    });
  }

  test('a kubeconfig with exec is refused by line while typing; nothing is sent and nothing runs', async ({
    page,
    world,
  }) => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await world.open(page, '/clusters/add');
    await fillBasics(page, 'exec-plugin');
    await next(page);
    await pasteKubeconfig(page, await world.kubeconfig('exec-plugin'));
    await expect(page.getByText('Flotilla never runs commands from a kubeconfig').first()).toBeVisible();
    await next(page);
    await expect(page.getByRole('heading', { name: 'Connection settings' })).toBeVisible();
    expect(sent).toEqual([]);

    // The same file, sent past the page: refused with its code and line, and the command has left no trace.
    const answer = await page.request.post(`${world.url}/api/connections`, {
      data: { kubeconfig: await world.kubeconfig('exec-plugin') },
    });
    expect(answer.status()).toBe(422);
    const problem: { code: string; issues: { code: string; range?: { startLine: number } }[] } =
      await answer.json();
    expect(problem.code).toBe('kubeconfig.refused');
    const refused = problem.issues.find(({ code }) => code === 'kubeconfig.exec-refused');
    expect(refused?.range?.startLine).toBeGreaterThan(1);
    const marker = /touch['",\s-]+([^'"\]\s]+)/.exec(await world.kubeconfig('exec-plugin'))?.[1];
    expect(
      marker === undefined
        ? []
        : [marker, join(dirname(world.kubeconfigFile('host')), marker)].filter((path) => existsSync(path)),
    ).toEqual([]);
  });

  test('what was typed stays when a kubeconfig is refused and replaced', async ({ page, world }) => {
    await world.open(page, '/clusters/add');
    await fillBasics(page, 'second-try');
    await next(page);
    await pasteKubeconfig(page, 'apiVersion: v1\nkind: Config\nclusters: [');
    await next(page);
    await expect(page.getByText(/Not valid YAML/).first()).toBeVisible();
    await pasteKubeconfig(page, await world.kubeconfig('wrong-ca'));
    await next(page);
    await expect(page.getByText('Unknown authority')).toBeVisible();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Replace kubeconfig' }).click();
    await pasteKubeconfig(page, await world.kubeconfig('member-a'));
    await next(page);
    await expect(page.getByText('Trusted')).toBeVisible();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(page.getByRole('textbox', { name: /^Cluster name/ })).toHaveValue('second-try');
  });
});
