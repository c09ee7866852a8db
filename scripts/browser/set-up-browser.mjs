import { existsSync } from 'node:fs';
import { packageBin } from '../kit/package-bin.mjs';
import { withProgress } from '../kit/progress.mjs';
import { runCommand, runNode, tail } from '../kit/run-command.mjs';
import { UserError } from '../kit/user-error.mjs';
import { findBrowser } from './find-browser.mjs';

const ADVICE =
  'The browser tests need Chromium: install it (Debian and Ubuntu: `apt-get install chromium`), or set CHROMIUM_PATH to an existing Chrome or Chromium.';

/**
 * Finds a Chromium, or installs one: Debian's package when we may, else Playwright's own build.
 *
 * @returns {Promise<string>} its path
 */
export async function setUpBrowser() {
  const found = await look();
  if (found !== undefined) return found;
  const failures = [];
  for (const [label, install] of installers()) {
    const { code, output } = await withProgress(label, install);
    const installed = code === 0 ? await look() : undefined;
    if (installed !== undefined) return installed;
    failures.push(`${label}:\n${tail(output)}`);
  }
  throw new UserError(`${failures.join('\n\n')}\n\n${ADVICE}`);
}

async function look() {
  const { chromium } = await import('@playwright/test');
  const path = findBrowser(chromium.executablePath());
  if (path !== undefined && !existsSync(path))
    throw new UserError(`CHROMIUM_PATH names ${path}, and there is no such file.`);
  return path;
}

/** @returns {[string, () => Promise<{ code: number, output: string }>][]} */
function installers() {
  const own = /** @type {const} */ ([
    'Installing Chromium for Playwright',
    () => runNode([...packageBin('@playwright/test', { command: 'playwright' }), 'install', 'chromium']),
  ]);
  const mayApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return mayApt ? [['Installing Chromium with apt-get', aptInstall], [...own]] : [[...own]];
}

async function aptInstall() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update'], { env });
  if (update.code !== 0) return update;
  return runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}
