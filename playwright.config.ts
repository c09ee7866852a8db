import { chromium, defineConfig } from '@playwright/test';
import type { WorldOptions } from './e2e/support/world.ts';
import { findBrowser } from './scripts/browser/find-browser.mjs';

// Read again by every worker: it looks around and changes nothing. The world each story lives in (clusters and BFF)
// is started by the fixture in e2e/support/world.ts, so there is no web server here.
const executablePath = findBrowser(chromium.executablePath());
const asRoot = process.getuid?.() === 0;

const REAL_STORIES = '**/*.real.spec.ts';
const chrome = { browserName: 'chromium', viewport: { width: 1280, height: 900 } } as const;

/** Stories on real API servers; `npm test` names the folder of their binaries. */
const realProjects =
  process.env['FLOTILLA_REAL_KUBERNETES'] === undefined
    ? []
    : [
        {
          name: 'real',
          testMatch: REAL_STORIES,
          // Of its own, or a run of these alone would sweep away what the others left.
          outputDir: 'test-results/real',
          timeout: 300_000,
          expect: { timeout: 30_000 },
          use: { ...chrome, clusters: 'real' as const },
        },
      ];

export default defineConfig<WorldOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  globalTimeout: 45 * 60_000,
  expect: { timeout: 15_000 },
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        // Chromium refuses its own sandbox to root, as in containers.
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'chromium', testIgnore: REAL_STORIES, use: chrome }, ...realProjects],
});
