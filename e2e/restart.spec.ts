import { readLog } from './support/installer-log.ts';
import { expect, test } from './support/world.ts';

test.describe('when Flotilla itself goes away', () => {
  test.use({ locale: 'en-GB', speed: 3 });

  test('killing the BFF during an installation leaves no hole: the page comes back by itself with every line', async ({
    page,
    world,
  }) => {
    await world.open(page, '/host/prepare');
    await page.getByRole('button', { name: 'Prepare host' }).click();
    // In the middle of the run: lines of it have come, its end has not.
    const received = async (): Promise<number> =>
      Number(
        (
          await page
            .getByText(/received = /)
            .textContent({ timeout: 1000 })
            .catch(() => '0')
        )
          ?.replaceAll(',', '')
          .match(/^\d+/)?.[0] ?? 0,
      );
    const before = (await (await page.request.get(`${world.url}/api/host/installer-log`)).text()).split(
      '\n',
    ).length;
    await expect.poll(received, { intervals: [100] }).toBeGreaterThan(before);
    await expect(page.getByText('The host is ready', { exact: true })).toBeHidden();
    await world.bff.kill();
    await expect(page.getByText('Live updates are interrupted')).toBeVisible();
    await world.bff.start();
    await expect(page.getByText('Live updates are interrupted')).toBeHidden({ timeout: 30_000 });
    await expect(page.getByText('The host is ready', { exact: true })).toBeVisible({ timeout: 60_000 });

    // The run before this one is folded away as soon as its lines are here.
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    // The banner ends the run.
    const readTruth = async (): Promise<string> =>
      await (await page.request.get(`${world.url}/api/host/installer-log`)).text();
    const ends = /^https:\/\/kubesphere\.io .*\n#+$/gm;
    await expect.poll(async () => (await readTruth()).match(ends)).toHaveLength(2);
    const truth = (await readTruth()).replace(/\n$/, '').split('\n');
    await expect(page.getByText(`${truth.length.toLocaleString('en-GB')} received`)).toBeVisible();
    expect(await readLog(page)).toEqual(truth);
  });
});
