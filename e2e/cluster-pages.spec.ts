import { askCluster, CONFIGURATION } from './support/cluster-client.ts';
import { expect, test } from './support/world.ts';

test.describe('the pages of a cluster', () => {
  test.use({ locale: 'en-GB' });

  test('a configuration is edited, saved and run by the installer, whose log another tab sees from the start', async ({
    page,
    context,
    world,
  }) => {
    await world.open(page, '/host/configuration');
    await expect(page.getByText('Same as in the cluster')).toBeVisible();
    await page.getByText(/^Components \(/).click();
    await page.getByRole('switch', { name: 'Enable alerting' }).click();
    await expect(page.getByRole('switch', { name: 'Enable alerting' })).toBeChecked();
    await expect(page.getByText('You have unsaved changes')).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(/Saved at .*; ks-installer runs on it/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Follow the run in its log' })).toHaveAttribute(
      'href',
      '/host/log',
    );
    const stored = await askCluster(await world.kubeconfig('host'), CONFIGURATION);
    expect(stored).toMatchObject({
      spec: { alerting: { enabled: true }, multicluster: { clusterRole: 'none' } },
    });

    const log = await context.newPage();
    await log.goto(`${world.url}/host/log`);
    await expect(log.getByText('alerting: installed')).toBeVisible({ timeout: 60_000 });
    await expect(log.getByText(/received = /)).toBeVisible();
    await log.reload();
    await expect(log.getByText('alerting: installed')).toBeVisible();
  });

  test('a configuration that changed underneath is never overwritten: both versions are shown and joined', async ({
    page,
    world,
  }) => {
    await world.open(page, '/host/configuration');
    await expect(page.getByText('Same as in the cluster')).toBeVisible();
    await page.getByText(/^Components \(/).click();
    await page.getByRole('switch', { name: 'Enable auditing' }).click();
    await expect(page.getByRole('switch', { name: 'Enable auditing' })).toBeChecked();
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Host' }).click();

    // Somebody else, with kubectl: one path both touch, one that only they touch.
    await askCluster(await world.kubeconfig('host'), CONFIGURATION, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { spec: { multicluster: { clusterRole: 'member' }, events: { enabled: true } } },
    });
    await expect(page.getByText('The object changed in the cluster')).toBeVisible();

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed it meanwhile' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
    await expect(dialog.getByText('1 path is still to be chosen.')).toBeVisible();
    // Nothing was overwritten by the attempt.
    expect(await askCluster(await world.kubeconfig('host'), CONFIGURATION)).toMatchObject({
      spec: { multicluster: { clusterRole: 'member' }, auditing: { enabled: false } },
    });

    await dialog.getByRole('button', { name: 'All theirs' }).click();
    await dialog.getByRole('button', { name: 'Save merged text' }).click();
    await expect(page.getByText(/Saved at/)).toBeVisible();
    expect(await askCluster(await world.kubeconfig('host'), CONFIGURATION)).toMatchObject({
      spec: {
        multicluster: { clusterRole: 'member' },
        auditing: { enabled: true },
        events: { enabled: true },
      },
    });
  });

  test('errors in the text block saving, are listed by line, and the text stays', async ({ page, world }) => {
    await world.open(page, '/host/configuration');
    const editor = page.getByRole('textbox', { name: 'YAML of ClusterConfiguration ks-installer' });
    await expect(editor).toBeAttached();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\n  multiclutser: {}\n broken: [');
    await expect(page.getByText(/Not valid YAML/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(/^Not saved: \d+ errors? must be repaired first/)).toBeVisible();
    await expect(page.getByText('You have unsaved changes')).toBeVisible();
  });

  test('the host page tells facts, nodes and conditions', async ({ page, world }) => {
    const api = await world.open(page, '/host');
    await api.prepare({ kind: 'host' }, 'host');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Facts read from the cluster' })).toBeVisible();
    await expect(page.getByText('host-node-3')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Conditions' })).toBeVisible();
    await expect(page.getByText('Cluster is available now')).toBeVisible();
  });
});
