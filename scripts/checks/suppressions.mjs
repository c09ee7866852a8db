const SUPPRESSION =
  /(?:^|\s)(?:\/\/|\/\*)\s*(?:(?:ox|es)lint-disable[\w-]*|@ts-(?:expect-error|ignore|nocheck))\b(.*)$/;

/**
 * Suppressions of lint or types without a reason: `// oxlint-disable-next-line rule -- because …` has one.
 *
 * @param {string} text
 * @param {string} file named in the faults
 * @returns {string[]}
 */
export const unexplainedSuppressions = (text, file) =>
  text.split('\n').flatMap((line, index) => {
    const rest = SUPPRESSION.exec(line)?.[1];
    const explained =
      rest === undefined || /--\s*\S+\s+\S+/.test(rest) || /@ts-expect-error\s*:?\s*\S{4,}/.test(line);
    return explained ? [] : [`${file}:${index + 1}: a suppression needs a reason after "--".`];
  });
