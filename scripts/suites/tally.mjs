/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** A part that broke before it could count. @type {Tally} */
export const broken = { passed: 0, failed: 1, skipped: 0 };

/** @param {readonly Tally[]} tallies @returns {Tally} */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, tally) => total + tally.passed, 0),
  failed: tallies.reduce((total, tally) => total + tally.failed, 0),
  skipped: tallies.reduce((total, tally) => total + tally.skipped, 0),
});

/**
 * The count of a Vitest JSON report. A file that broke before its tests ran counts as a failure, and so does a run
 * that failed although every test passed (an unhandled error).
 *
 * @param {any} report
 * @param {number} code exit code of the run
 * @returns {Tally}
 */
export function tallyOfVitest(report, code) {
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The count of a Playwright JSON report. A test that passed at a second attempt is a failure: a flake is a bug.
 *
 * @param {any} report
 * @param {number} code exit code of the run
 * @returns {Tally}
 */
export function tallyOfPlaywright({ stats, errors = [] }, code) {
  const failed = stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0);
  return {
    passed: stats.expected,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}
