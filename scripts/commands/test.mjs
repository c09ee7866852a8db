import { setUpBrowser } from '../browser/set-up-browser.mjs';
import { build } from '../build/build.mjs';
import { runChecks } from '../checks/run-checks.mjs';
import { elapsed } from '../kit/progress.mjs';
import { UserError } from '../kit/user-error.mjs';
import { setUpKubectls } from '../kubectl/set-up-clients.mjs';
import { setUpBinaries } from '../real-kubernetes/set-up-binaries.mjs';
import { setUpPackages } from '../setup/packages.mjs';
import { runRealKubernetes, runRealStories, runStories, runVitest } from '../suites/run-suite.mjs';
import { broken, sum } from '../suites/tally.mjs';

/** @typedef {import('../suites/tally.mjs').Tally} Tally */

const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @type {Readonly<Record<string, { title: string, run: (args: string[], options: { isWhole: boolean }) => Promise<Tally> }[]>>} */
const parts = {
  check: [{ title: 'Checks', run: runChecks }],
  vitest: [
    {
      title: 'Unit and room tests',
      // The whole run builds the real servers anyway; one part alone is not worth the wait.
      run: async (args, { isWhole }) => runVitest(args, await setUpKubectls({ mayBuild: isWhole })),
    },
  ],
  real: [
    {
      title: 'Real Kubernetes',
      run: (args) => withBinaries((folder) => runRealKubernetes(folder, args)),
    },
  ],
  e2e: [
    {
      title: 'Stories in the browser',
      run: async (args) => runStories(await setUpProduct(), args),
    },
    {
      title: 'Stories in the browser on real Kubernetes',
      run: (args) => withBinaries(async (folder) => runRealStories(await setUpProduct(), folder, args)),
    },
  ],
};

/** What runs without `--only`. */
const byDefault = ['check', 'vitest', 'real', 'e2e'];

/**
 * Runs what asks a real kube-apiserver, or says how to get one and counts a skip.
 *
 * @param {(folder: string) => Promise<Tally>} suite
 * @returns {Promise<Tally>}
 */
async function withBinaries(suite) {
  const found = await setUpBinaries();
  if ('folder' in found) return suite(found.folder);
  console.log(found.missing);
  return { passed: 0, failed: 0, skipped: 1 };
}

/** The product as it is started, and a browser to look at it: the path of a Chromium. */
async function setUpProduct() {
  const browser = await setUpBrowser();
  await build(['web', 'bff', 'sandbox']);
  return browser;
}

/**
 * Everything that must hold, from a fresh clone: installs what it needs itself and ends with one line of counts over
 * all parts. `--only check|vitest|real|e2e` runs one of them and passes what follows on.
 *
 * @param {string[]} args
 */
export async function run(args) {
  const { chosen, rest } = choose(args);
  const isWhole = args.length === 0;
  const tallies = [await counted('Setup', async () => (await setUpPackages(), nothing))];
  if (tallies[0]?.failed === 0)
    for (const { title, run: runPart } of chosen)
      tallies.push(await counted(title, () => runPart(rest, { isWhole })));
  const { passed, failed, skipped } = sum(tallies);
  if (failed > 0 || passed === 0) process.exitCode = 1;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

/** @param {string[]} args */
function choose([first, name = '', ...rest]) {
  if (first === undefined) return { chosen: byDefault.flatMap((part) => parts[part] ?? []), rest: [] };
  const chosen = first === '--only' ? parts[name] : undefined;
  if (chosen === undefined)
    throw new UserError(`npm test takes nothing, or --only with one of: ${Object.keys(parts).join(', ')}.`);
  return { chosen, rest };
}

/**
 * A part that throws counts as one failure, so nothing that broke can be missing from the sum.
 *
 * @param {string} title
 * @param {() => Promise<Tally>} work
 * @returns {Promise<Tally>}
 */
async function counted(title, work) {
  const started = performance.now();
  console.log(`\n── ${title}`);
  const tally = await work().catch((error) => {
    console.log(error instanceof UserError ? error.message : (error.stack ?? error));
    return broken;
  });
  const { passed, failed, skipped } = tally;
  console.log(`── ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${elapsed(started)}`);
  return tally;
}
