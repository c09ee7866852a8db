import { existsSync } from 'node:fs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium to test with: the one named by CHROMIUM_PATH, else Playwright's own, else the system's. Looks, and does
 * nothing else, so a test configuration may ask it in every worker.
 *
 * @param {string} ownPath where Playwright would keep its own, whether it is there or not
 * @param {string | undefined} named
 * @returns {string | undefined}
 */
export const findBrowser = (ownPath, named = process.env['CHROMIUM_PATH']) =>
  named !== undefined && named !== ''
    ? named
    : [ownPath, ...SYSTEM_BROWSERS].find((path) => existsSync(path));
