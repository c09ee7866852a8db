import { setUpBrowser } from '../browser/set-up-browser.mjs';
import { build } from '../build/build.mjs';
import { packageBin } from '../kit/package-bin.mjs';
import { runAttached } from '../kit/run-attached.mjs';
import { setUpPackages } from '../setup/packages.mjs';

/** The browser stories with the sandbox behind; arguments go to Playwright, e.g. a file name, `--ui` or `--debug`. @param {string[]} args */
export async function run(args) {
  await setUpPackages();
  const browser = await setUpBrowser();
  await build(['web', 'bff', 'sandbox']);
  process.exitCode = await runAttached(
    [...packageBin('@playwright/test', { command: 'playwright' }), 'test', ...args],
    { env: { CHROMIUM_PATH: browser } },
  );
}
