import { elapsed } from '../kit/progress.mjs';
import { checks } from './checks.mjs';

/**
 * Runs every check and prints one line for each; what is wrong follows its line.
 *
 * @returns {Promise<import('../suites/tally.mjs').Tally>} a check counts as one test
 */
export async function runChecks() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks()) {
    const started = performance.now();
    const faults = await check.faults();
    console.log(`${faults === '' ? '✓' : '✗'} ${check.name} (${elapsed(started)})`);
    if (faults !== '') console.log(`${faults.replaceAll(/^/gm, '    ')}\n`);
    tally[faults === '' ? 'passed' : 'failed'] += 1;
  }
  return tally;
}
