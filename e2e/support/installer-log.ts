import { INSTALLER_SELECTOR } from '@flotilla/kubesphere';
import { expect, type Locator, type Page } from '@playwright/test';
import { askCluster, readCluster } from './cluster-client.ts';

/** A line as the page shows it. */
export interface ShownLine {
  readonly number: number;
  readonly text: string;
}

/** The lines that are drawn at this moment, in order: those in view and a few around. */
export async function shownLines(list: Locator): Promise<ShownLine[]> {
  return await list.evaluate((element) => {
    // What is said to screen readers only is not part of the line.
    const textOf = (row: Element | null | undefined): string =>
      [...(row?.childNodes ?? [])]
        .filter((node) => !(node instanceof Element && node.className.includes('visually-hidden')))
        .map((node) => node.textContent)
        .join('');
    return [...element.querySelectorAll('a[href^="#L"]')].map((link) => ({
      number: Number(link.textContent),
      text: textOf(link.parentElement?.querySelector('.installer-log__text')),
    }));
  });
}

/** Every line the page holds, read by scrolling through the virtual list. */
export async function readLog(page: Page): Promise<string[]> {
  const lines = new Map<number, string>();
  const list = page.getByRole('log');
  // As a reader does: up leaves the end for good, so that no new line takes the list there again.
  await list.focus();
  await page.keyboard.press('Home');
  await expect(list.locator('a[href="#L1"]')).toBeVisible();
  for (;;) {
    for (const { number, text } of await shownLines(list)) lines.set(number, text);
    if (await list.evaluate(turnPage)) break;
  }
  return [...lines.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
}

/** In the page: takes the last line drawn to the top and waits until lines after it are drawn; true when there are none. */
async function turnPage(list: Element): Promise<boolean> {
  const last = () => [...list.querySelectorAll('.installer-log__row')].at(-1);
  const bottom = list.querySelector('.installer-log__rows')?.getBoundingClientRect().bottom ?? 0;
  const row = last();
  if (row === undefined || row.getBoundingClientRect().bottom >= bottom - 1) return true;
  const index = row.getAttribute('data-index');
  row.scrollIntoView({ block: 'start' });
  while (last()?.getAttribute('data-index') === index) await new Promise(requestAnimationFrame);
  return false;
}

/** The lines of the installer's pod, asked of the API server itself. */
export async function readPodLog(kubeconfig: string): Promise<string[]> {
  const pods = '/api/v1/namespaces/kubesphere-system/pods';
  const selector = encodeURIComponent(INSTALLER_SELECTOR);
  const { items } = (await askCluster(kubeconfig, `${pods}?labelSelector=${selector}`)) as {
    items: { metadata: { name: string } }[];
  };
  expect(items).toHaveLength(1);
  const text = await readCluster(kubeconfig, `${pods}/${items[0]?.metadata.name}/log`);
  return text.replace(/\n$/, '').split('\n');
}

/** How many runs have said their last: the banner's frame ends each. */
export function finishedRuns(lines: readonly string[]): number {
  return lines.filter(
    (line, index) => /^#+$/.test(line) && lines[index - 1]?.startsWith('https://kubesphere.io'),
  ).length;
}
