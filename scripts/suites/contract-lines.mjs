const SIDES = { sandbox: 'the sandbox', real: 'a real server' };

/**
 * What a Vitest JSON report tells of the Kubernetes contract: a line for each side with the rules and cases it ran,
 * and a line for each case that does not apply to it.
 *
 * @param {any} report
 * @returns {string[]}
 */
export function contractLines(report) {
  const tests = report.testResults
    .filter((/** @type {any} */ file) => /[\\/]contract\.(sandbox|real)\.[a-z.]*ts$/.test(file.name))
    .flatMap((/** @type {any} */ file) => file.assertionResults);
  return Object.entries(SIDES).flatMap(([side, title]) =>
    linesOf(
      title,
      tests.filter((/** @type {any} */ test) => test.ancestorTitles[0] === side),
    ),
  );
}

/** @param {string} title @param {any[]} tests */
function linesOf(title, tests) {
  if (tests.length === 0) return [];
  const ran = tests.filter(({ status }) => status === 'passed' || status === 'failed');
  const rules = new Set(ran.map((test) => /\[(K\d+)\]/.exec(test.title)?.[1]));
  const seconds = ran.reduce((sum, { duration = 0 }) => sum + duration, 0) / 1000;
  return [
    `Kubernetes contract on ${title}: ${rules.size} rules in ${ran.length} cases, ${seconds.toFixed(1)} s`,
    ...tests
      .filter((test) => !ran.includes(test))
      .map(({ title: name, meta }) => `  not there: ${name} (${meta?.reason ?? 'no reason given'})`),
  ];
}
