import { writeFences } from '../fences.mjs';
import { packageBin } from '../kit/package-bin.mjs';
import { runAttached } from '../kit/run-attached.mjs';
import { setUpPackages } from '../setup/packages.mjs';

/** Writes what is generated and formats everything. */
export async function run() {
  await setUpPackages();
  writeFences();
  process.exitCode = await runAttached([...packageBin('oxfmt'), '.']);
}
