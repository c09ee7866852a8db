import { join, resolve } from 'node:path';
import { build } from '../build/build.mjs';
import { targets } from '../build/targets.mjs';
import { root } from '../kit/root.mjs';
import { runAttached } from '../kit/run-attached.mjs';
import { setUpPackages } from '../setup/packages.mjs';

/** Only the sandbox; its own command line reads the options. @param {string[]} args */
export async function run(args) {
  await setUpPackages();
  await build(['sandbox']);
  process.exitCode = await runAttached([join(root, targets.sandbox.result), ...fromCaller(args)]);
}

/**
 * A relative --dir is meant from where the user stands, not from the repository npm runs us in.
 *
 * @param {string[]} args
 */
const fromCaller = (args) =>
  args.map((arg, index) => {
    const here = process.env['INIT_CWD'] ?? process.cwd();
    if (args[index - 1] === '--dir') return resolve(here, arg);
    return arg.startsWith('--dir=') ? `--dir=${resolve(here, arg.slice('--dir='.length))}` : arg;
  });
