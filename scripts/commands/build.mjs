import { build } from '../build/build.mjs';
import { say } from '../kit/progress.mjs';
import { setUpPackages } from '../setup/packages.mjs';

export async function run() {
  await setUpPackages();
  await build(['web', 'bff', 'sandbox']);
  say('Built: apps/web/dist, apps/bff/dist/main.mjs, packages/sandbox/dist/cli.mjs.');
}
