import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { addMember, prepareHost } from './support/main-job.ts';
import { EN } from './support/words.ts';
import { expect, test } from './support/world.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The serious and critical findings of one screen, worded so that a failure says where to look. */
async function scan(page: Page, station: string): Promise<string[]> {
  // Colours are judged when they have settled.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => a.effect?.getTiming().iterations !== Infinity)
        .map((a) => a.finished.catch(() => undefined)),
    ),
  );
  await page.evaluate(await readAxe());
  const findings = await page.evaluate<Finding[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${station}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

async function readAxe(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return await readFile(AXE, 'utf8');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessibility, ${colorScheme}`, () => {
    test.use({ locale: 'en-GB', colorScheme });
    // The page's own content policy forbids injected scripts; the scanner is one.
    test.use({ bypassCSP: true });

    test('every screen and every step of the wizard is free of serious findings', async ({ page, world }) => {
      test.setTimeout(240_000);
      const findings: string[] = [];
      const at = async (station: string): Promise<void> => {
        findings.push(...(await scan(page, station)));
      };
      await world.open(page);
      await prepareHost(page, EN, at);
      await addMember(page, world, { words: EN, at });
      for (const path of [
        '/clusters',
        '/host',
        '/host/log',
        '/clusters/member-a',
        '/clusters/member-a/log',
        '/nowhere',
      ]) {
        await page.goto(world.url + path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await at(path);
      }
      await page.goto(`${world.url}/clusters/member-a/configuration`);
      await expect(page.locator('.monaco-editor').first()).toBeVisible();
      await at('configuration');
      await page.getByRole('button', { name: 'Sandbox' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await at('sandbox panel');
      expect(findings).toEqual([]);
    });
  });
}

test.describe('on a narrow screen', () => {
  test.use({ locale: 'en-GB', viewport: { width: 390, height: 844 }, bypassCSP: true });

  test('nothing overflows at 390 px, and the navigation is a drawer', async ({ page, world }) => {
    test.setTimeout(240_000);
    const tooWide: string[] = [];
    const findings: string[] = [];
    const at = async (station: string): Promise<void> => {
      findings.push(...(await scan(page, station)));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) tooWide.push(`${station}: ${width} px`);
    };
    await world.open(page);
    await prepareHost(page, EN, at);
    await addMember(page, world, { words: EN, at });
    for (const path of [
      '/clusters',
      '/host',
      '/host/configuration',
      '/host/log',
      '/clusters/member-a/log',
      '/clusters/member-a/configuration',
    ]) {
      await page.goto(world.url + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await at(path);
    }
    expect({ tooWide, findings }).toEqual({ tooWide: [], findings: [] });
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Clusters', exact: true }).click();
    await expect(page).toHaveURL(/\/clusters$/);
  });
});
