import { chromium, type Page } from '@playwright/test';

export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
}

/** A page of a fresh Chromium profile that is signed in. */
export async function openPage(
  { url, cookie }: { url: string; cookie: string },
  executablePath: string | undefined,
): Promise<BrowserPage> {
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const [name = '', value = ''] = cookie.split(/=(.*)/);
  await context.addCookies([{ name, value, url }]);
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => browser.close() };
}

/** Opens the host's log and waits until the page says that it received that many lines. */
export async function untilReceived(page: Page, url: string, lines: number): Promise<void> {
  await page.goto(`${url}/host/log`);
  const said = page.getByText(`${lines.toLocaleString('en-GB')} received`);
  await said.waitFor({ timeout: 300_000 });
}

/** How old lines are, in milliseconds, when they stand in the page; one sample a frame while new lines come. */
export async function agesInPage(page: Page, url: string, samples: number): Promise<number[]> {
  await page.goto(`${url}/host/log`);
  await page
    .getByRole('log')
    .getByText(/^written /)
    .first()
    .waitFor();
  // The loader of these sources wraps named functions in a helper that the page has not.
  await page.evaluate('globalThis.__name = (named) => named');
  return page.evaluate(
    (wanted) =>
      new Promise<number[]>((resolve) => {
        const ages: number[] = [];
        let newest = 0;
        const list = document.querySelector('[role=log]');
        const look = () => {
          const now = performance.timeOrigin + performance.now();
          const times = [...(list?.textContent ?? '').matchAll(/written (\d+\.\d{3})/g)].map((match) =>
            Number(match[1]),
          );
          const latest = Math.max(0, ...times);
          // The oldest of the lines that are new since the frame before waited longest.
          const oldest = Math.min(...times.filter((time) => time > newest));
          if (newest > 0 && latest > newest) ages.push(now - oldest);
          newest = Math.max(newest, latest);
          if (ages.length >= wanted) resolve(ages);
          else requestAnimationFrame(look);
        };
        look();
      }),
    samples,
  );
}
