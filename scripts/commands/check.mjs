import { runChecks } from '../checks/run-checks.mjs';
import { setUpPackages } from '../setup/packages.mjs';

/** Everything that needs no running product: types, lint, format, unused code, documents. */
export async function run() {
  await setUpPackages();
  const { passed, failed } = await runChecks();
  console.log(
    failed === 0 ? `All ${passed} checks passed.` : `${failed} of ${passed + failed} checks failed.`,
  );
  if (failed > 0) process.exitCode = 1;
}
