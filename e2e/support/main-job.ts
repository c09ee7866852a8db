import { expect, type Page } from '@playwright/test';
import { askCluster } from './cluster-client.ts';
import type { Words } from './words.ts';
import type { World } from './world.ts';

/** Called at each station of the story, with a name for it: to look at the screen, to scan it. */
export type AtStation = (station: string) => Promise<void>;

/** Steps 1 and 2 of the story: an empty fleet, and the host prepared until the facts agree. */
export async function prepareHost(page: Page, words: Words, at: AtStation): Promise<void> {
  await expect(page.getByRole('heading', { name: words.guide })).toBeVisible();
  await at('clusters-empty');
  await page.getByRole('link', { name: words.prepareHost }).click();
  // The exact change, before anything is written.
  await expect(page.getByText('spec.multicluster.clusterRole')).toBeVisible();
  await at('host-plan');
  await page.getByRole('button', { name: words.prepareHost }).click();
  await expect(page.getByText(words.written)).toBeVisible();
  // The log is live: some line of a task is in view whatever moment this is.
  await expect(page.getByText(/\[localhost\]/).first()).toBeAttached();
  await at('host-running');
  await expect(page.getByText(words.hostReady, { exact: true })).toBeVisible({ timeout: 60_000 });
  await at('host-ready');
}

/** Step 3: the wizard from an empty form to a member that is Ready and shown on the Clusters page. */
export async function addMember(
  page: Page,
  world: World,
  { words, at }: { words: Words; at: AtStation },
): Promise<void> {
  await page.goto(`${world.url}/clusters/add`);
  await page.getByRole('textbox', { name: words.name }).fill('member-a');
  await page.getByRole('textbox', { name: words.alias }).fill('成员-a');
  await page.getByRole('button', { name: words.tagProduction, exact: true }).click();
  await page.getByRole('textbox', { name: words.description }).fill('The first member');
  await at('wizard-basics');
  await page.getByRole('button', { name: words.next, exact: true }).click();

  await page.getByRole('textbox', { name: words.kubeconfig }).fill(await world.kubeconfig('member-a'));
  await at('wizard-connection');
  await page.getByRole('button', { name: words.next, exact: true }).click();

  await expect(page.getByText(words.notPrepared)).toBeVisible();
  await at('wizard-checks');
  await page.getByRole('button', { name: words.prepareMember, exact: true }).click();

  await expect(page.getByText('spec.authentication.jwtSecret')).toBeVisible();
  await at('wizard-plan');
  await page.getByRole('button', { name: words.prepareMember, exact: true }).click();
  await expect(page.getByText(words.written)).toBeVisible();
  await at('wizard-prepare-running');

  // The checks are made again by themselves when the facts agree.
  await expect(page.getByText(words.canBeImported)).toBeVisible({ timeout: 60_000 });
  // Not before the installer's run has ended, so they do not warn of it.
  await expect(page.getByRole('group').filter({ hasText: words.installerIdle })).toBeVisible();
  await page.getByRole('button', { name: words.review, exact: true }).click();
  const importButton = page.getByRole('button', { name: words.import, exact: true });
  await expect(importButton).toBeVisible();
  await at('wizard-review');
  await importButton.dblclick();

  await expect(page.getByText(words.isReady)).toBeVisible({ timeout: 60_000 });
  await at('wizard-done');
  await page.getByRole('link', { name: words.openCluster }).click();
  await expect(page.getByRole('heading', { name: words.conditions })).toBeVisible();
  await at('member-overview');
}

/** The end of step 3: the card with version, nodes and state. */
export async function seeMemberCard(page: Page, world: World, words: Words): Promise<void> {
  await page.goto(`${world.url}/clusters`);
  const card = page.getByRole('listitem').filter({ hasText: 'member-a' });
  await expect(card).toContainText('成员-a');
  await expect(card).toContainText(words.ready);
  await expect(card).toContainText('v3.4.1');
  const { gitVersion } = (await askCluster(await world.kubeconfig('member-a'), '/version')) as {
    gitVersion: string;
  };
  await expect(card).toContainText(gitVersion);
}
