import { redactLogLine } from '@flotilla/kubesphere';
import type { Page } from '@playwright/test';
import { askCluster, CONFIGURATION } from './support/cluster-client.ts';
import { finishedRuns, readLog, readPodLog, shownLines } from './support/installer-log.ts';
import { addMember, prepareHost, seeMemberCard } from './support/main-job.ts';
import { EN } from './support/words.ts';
import { expect, test, type World } from './support/world.ts';

const look = async (): Promise<void> => {};
/** Speeds: an installation that outlasts every look at it, and one that is soon over. */
const CRAWL = 0.25;
const RUN = 20;

test.describe('on real API servers', () => {
  test.use({ locale: 'en-GB' });

  test('the main job, an edit with a conflict, and the log of its run in another tab', async ({
    page,
    context,
    world,
  }) => {
    await world.open(page);
    await prepareHost(page, EN, look);
    await addMember(page, world, { words: EN, at: look });
    await seeMemberCard(page, world, EN);
    // Nothing of the sandbox is here to be switched.
    await expect(page.getByRole('button', { name: 'Sandbox' })).toHaveCount(0);

    const log = await context.newPage();
    await log.goto(`${world.url}/host/log`);
    await expect(log.getByText(/^Following ks-installer/)).toBeVisible();

    await collide(page, world);
    const linesBefore = (await untilFinished(world, 3)).length;
    await world.setSpeed(CRAWL);
    await saveMerged(page, world);
    await seeLinesBeforeTheEnd(log, { world, linesBefore });
    await world.setSpeed(RUN);
    await untilFinished(world, 4);
    await seeWholeLog(log, world);
  });
});

const openDialog = (page: Page) => page.getByRole('dialog', { name: 'Somebody else changed it meanwhile' });

/** Edits a text while the cluster's owner writes to the same object, and tries to save: neither version is lost. */
async function collide(page: Page, world: World): Promise<void> {
  const host = await world.kubeconfig('host');
  await untilFinished(world, 2);
  await page.goto(`${world.url}/host/configuration`);
  await expect(page.getByText('Same as in the cluster')).toBeVisible();
  await page.getByText(/^Components \(/).click();
  await page.getByRole('switch', { name: 'Enable auditing' }).click();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('\n  zone: mine');
  await expect(page.getByText('You have unsaved changes')).toBeVisible();

  const theirs = { zone: 'theirs', events: { enabled: true } };
  await askCluster(host, CONFIGURATION, {
    method: 'PATCH',
    contentType: 'application/merge-patch+json',
    body: { spec: theirs },
  });
  await expect(page.getByText('The object changed in the cluster')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = openDialog(page);
  await expect(dialog.getByText('1 path is still to be chosen.')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Whose value for spec.zone: Mine "mine"' })).toBeVisible();
  await expect(
    dialog.getByRole('radio', { name: 'Whose value for spec.zone: In the cluster "theirs"' }),
  ).toBeVisible();
  // Nothing was written by the attempt.
  expect(await askCluster(host, CONFIGURATION)).toMatchObject({
    spec: { ...theirs, auditing: { enabled: false } },
  });

  // Back in the editor stands what was typed, beside what the cluster holds.
  await dialog.getByRole('button', { name: 'Back to the editor' }).click();
  await expect(dialog).toBeHidden();
  const lines = page.locator('.view-line:visible');
  await expect(lines.filter({ hasText: /zone:\s+mine/ })).toHaveCount(1);
  await expect(page.getByRole('switch', { name: 'Enable auditing' })).toBeChecked();
  await page.getByRole('button', { name: 'Diff', exact: true }).click();
  await expect(lines.filter({ hasText: /zone:\s+mine/ })).toHaveCount(1);
  await expect(lines.filter({ hasText: /zone:\s+theirs/ })).toHaveCount(1);
}

/** Settles the conflict: mine where both wrote, and of the rest what each wrote alone. */
async function saveMerged(page: Page, world: World): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = openDialog(page);
  await dialog.getByRole('button', { name: 'All mine' }).click();
  await dialog.getByRole('button', { name: 'Save merged text' }).click();
  await expect(page.getByText(/Saved at/)).toBeVisible();
  expect(await askCluster(await world.kubeconfig('host'), CONFIGURATION)).toMatchObject({
    spec: { zone: 'mine', auditing: { enabled: true }, events: { enabled: true } },
  });
}

/** Lines of the run appear one after the other, each as the pod wrote it, while the run is far from its end. */
async function seeLinesBeforeTheEnd(
  log: Page,
  { world, linesBefore }: { world: World; linesBefore: number },
): Promise<void> {
  const lastShown = async () => (await shownLines(log.getByRole('log'))).at(-1) ?? { number: 0, text: '' };
  const untilAfter = async (number: number) => {
    await expect.poll(async () => (await lastShown()).number).toBeGreaterThan(number);
    return await lastShown();
  };
  const early = await untilAfter(linesBefore);
  const later = await untilAfter(early.number);
  await expect(log.getByText(/Running for/)).toBeVisible();
  await expect(log.getByText(/Finished in/)).toHaveCount(0);
  const written = await readPodLog(await world.kubeconfig('host'));
  expect([early, later].map(({ number }) => written[number - 1])).toEqual([early.text, later.text]);
  expect(finishedRuns(written)).toBe(3);
}

/** The tab holds what the API server tells of the pod, line for line; passwords alone are left out. */
async function seeWholeLog(log: Page, world: World): Promise<void> {
  const written = await readPodLog(await world.kubeconfig('host'));
  await expect(log.getByText(`${written.length.toLocaleString('en-GB')} received`)).toBeVisible();
  await expect(log.getByText(/Finished in/)).toBeVisible();
  const shown = await readLog(log);
  expect(shown).toEqual(written.map(redactLogLine));
  const differing = written.filter((line, index) => line !== shown[index]);
  expect(differing.filter((line) => !line.startsWith('Password: '))).toEqual([]);
}

/** Waits until the installer has said its last of that many runs; answers its lines. */
async function untilFinished(world: World, runs: number): Promise<string[]> {
  const read = async () => readPodLog(await world.kubeconfig('host'));
  await expect.poll(async () => finishedRuns(await read()), { timeout: 60_000 }).toBe(runs);
  return await read();
}
