import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageBin } from '../kit/package-bin.mjs';
import { runAttached } from '../kit/run-attached.mjs';
import { contractLines } from './contract-lines.mjs';
import { broken, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * All unit and room tests.
 *
 * @param {string[]} args more arguments for Vitest
 * @param {Record<string, string>} env where the tools are that some tests run
 * @returns {Promise<Tally>}
 */
export const runVitest = (args, env) =>
  withReport(async (file) => {
    const code = await runAttached(
      [
        ...packageBin('vitest'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      { env },
    );
    return { code, count: countVitest };
  });

/**
 * The suites that ask a real kube-apiserver. The sandbox's side of the same contract is among the room tests.
 *
 * @param {string} folder of etcd, kube-apiserver and kubectl
 * @param {string[]} args more arguments for Vitest
 * @returns {Promise<Tally>}
 */
export const runRealKubernetes = (folder, args) =>
  withReport(async (file) => {
    const code = await runAttached(
      [
        ...packageBin('vitest'),
        'run',
        '--project=real *',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      { env: { FLOTILLA_REAL_KUBERNETES: folder } },
    );
    return { code, count: countVitest };
  });

/** @param {any} report @param {number} code */
function countVitest(report, code) {
  for (const line of contractLines(report)) console.log(line);
  return tallyOfVitest(report, code);
}

/**
 * The stories in a real browser, with the sandbox's clusters behind.
 *
 * @param {string} browser path of a Chromium
 * @param {string[]} args more arguments for Playwright
 * @returns {Promise<Tally>}
 */
export const runStories = (browser, args) => runPlaywright('chromium', { CHROMIUM_PATH: browser }, args);

/**
 * The stories in a real browser, with real API servers behind.
 *
 * @param {string} browser path of a Chromium
 * @param {string} folder of etcd, kube-apiserver and kubectl
 * @param {string[]} args more arguments for Playwright
 * @returns {Promise<Tally>}
 */
export const runRealStories = (browser, folder, args) =>
  runPlaywright('real', { CHROMIUM_PATH: browser, FLOTILLA_REAL_KUBERNETES: folder }, args);

/**
 * @param {string} project one of Playwright's configuration; a filter among the arguments may leave it without a test
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
const runPlaywright = (project, env, args) =>
  withReport(async (file) => {
    const reporter = process.stdout.isTTY === true ? 'line' : 'list';
    const code = await runAttached(
      [
        ...packageBin('@playwright/test', { command: 'playwright' }),
        'test',
        `--project=${project}`,
        '--pass-with-no-tests',
        `--reporter=${reporter},json`,
        ...args,
      ],
      { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
    );
    return { code, count: tallyOfPlaywright };
  });

/**
 * @param {(file: string) => Promise<{ code: number, count: (report: any, code: number) => Tally }>} suite
 * @returns {Promise<Tally>}
 */
async function withReport(suite) {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-report-'));
  const file = join(folder, 'report.json');
  try {
    const { code, count } = await suite(file);
    if (existsSync(file)) return count(JSON.parse(readFileSync(file, 'utf8')), code);
    console.log(`The suite ended with code ${code} before it reported anything.`);
    return broken;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
