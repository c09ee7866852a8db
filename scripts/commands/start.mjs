import { join } from 'node:path';
import { build } from '../build/build.mjs';
import { targets } from '../build/targets.mjs';
import { say, withProgress } from '../kit/progress.mjs';
import { root } from '../kit/root.mjs';
import { setUpPackages } from '../setup/packages.mjs';
import { withFamily } from '../supervise/family.mjs';
import { announce, startBff, startSandbox } from '../supervise/product.mjs';
import { readStartOptions } from './start-options.mjs';

/** @param {string[]} args */
export async function run(args) {
  const options = readStartOptions(args);
  if (options.help !== undefined) return console.log(options.help);
  await setUpPackages();
  await build(options.ownClusters ? ['web', 'bff'] : ['web', 'bff', 'sandbox']);
  await withFamily(async (family) => {
    const sandbox = options.ownClusters
      ? { args: [], env: {} }
      : await withProgress('Starting the sandbox', () =>
          startSandbox(family, [join(root, targets.sandbox.result)]),
        );
    const url = await withProgress('Starting the BFF', () =>
      startBff(family, [join(root, targets.bff.result)], {
        args: [...options.bffArgs, '--web-dir', join(root, targets.web.dist), ...sandbox.args],
        env: { FLOTILLA_LOG_LEVEL: process.env['FLOTILLA_LOG_LEVEL'] ?? 'warn', ...sandbox.env },
      }),
    );
    announce(url);
    say('Press Ctrl-C to stop.');
  });
}
