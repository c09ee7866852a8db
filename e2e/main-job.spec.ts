import { addMember, prepareHost, seeMemberCard } from './support/main-job.ts';
import { EN, ZH, type Words } from './support/words.ts';
import { expect, test } from './support/world.ts';

const look = async (): Promise<void> => {};

function tellMainJob(words: Words): void {
  test('prepares the host, prepares a member, imports it and sees it ready', async ({ page, world }) => {
    await world.open(page);
    await prepareHost(page, words, look);
    await addMember(page, world, { words, at: look });
    await seeMemberCard(page, world, words);

    // The double click on Import made one cluster.
    const list = await page.request.get(`${world.url}/api/clusters`);
    const { clusters }: { clusters: { name: string }[] } = await list.json();
    expect(clusters.map(({ name }) => name).sort()).toEqual(['host', 'member-a']);
  });
}

test.describe('the main job, in English', () => {
  test.use({ locale: 'en-GB' });
  tellMainJob(EN);
});

test.describe('the main job, in Chinese', () => {
  test.use({ locale: 'zh-CN' });
  tellMainJob(ZH);
});
