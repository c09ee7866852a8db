import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setUpBrowser } from '../browser/set-up-browser.mjs';
import { build } from '../build/build.mjs';
import { root } from '../kit/root.mjs';
import { runAttached } from '../kit/run-attached.mjs';
import { UserError } from '../kit/user-error.mjs';
import { setUpBinaries } from '../real-kubernetes/set-up-binaries.mjs';
import { setUpPackages } from '../setup/packages.mjs';

/** Measures the built product on a real kube-apiserver: `npm run bench -- installer-log [options]`. @param {string[]} args */
export async function run([name = 'installer-log', ...args]) {
  const script = join(root, 'bench', `${name}.ts`);
  if (!existsSync(script)) throw new UserError(`There is no bench/${name}.ts.`);
  await setUpPackages();
  const binaries = await setUpBinaries();
  if ('missing' in binaries) throw new UserError(binaries.missing);
  const browser = await setUpBrowser();
  await build(['web', 'bff']);
  process.exitCode = await runAttached(['--import', 'tsx', script, ...args], {
    env: { CHROMIUM_PATH: browser, FLOTILLA_REAL_KUBERNETES: binaries.folder, NODE_ENV: 'production' },
  });
}
