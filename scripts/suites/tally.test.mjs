import { describe, expect, test } from 'vitest';
import { sum, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';

const file = (/** @type {string} */ status, /** @type {string[]} */ ...tests) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

const vitest = (/** @type {object} */ overrides) => ({
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [file('passed', 'passed', 'passed')],
  ...overrides,
});

const playwright = (/** @type {object} */ stats, /** @type {object[]} */ errors = []) => ({
  stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe('tally of Vitest', () => {
  test.each([
    ['passed tests', vitest({}), 0, { passed: 2, failed: 0, skipped: 0 }],
    [
      'skipped and planned tests',
      vitest({ numPendingTests: 1, numTodoTests: 2 }),
      0,
      { passed: 2, failed: 0, skipped: 3 },
    ],
    [
      'failed tests once, not their file too',
      vitest({ numFailedTests: 1, testResults: [file('failed', 'failed', 'passed')] }),
      1,
      { passed: 2, failed: 1, skipped: 0 },
    ],
    [
      'a file that broke before its tests ran',
      vitest({ testResults: [file('failed'), file('passed', 'passed', 'passed')] }),
      1,
      { passed: 2, failed: 1, skipped: 0 },
    ],
    ['a run that failed though every test passed', vitest({}), 1, { passed: 2, failed: 1, skipped: 0 }],
  ])('counts %s', (_name, report, code, expected) => {
    expect(tallyOfVitest(report, code)).toEqual(expected);
  });
});

describe('tally of Playwright', () => {
  test.each([
    ['passed and skipped tests', playwright({ skipped: 1 }), 0, { passed: 3, failed: 0, skipped: 1 }],
    ['failed tests', playwright({ unexpected: 2 }), 1, { passed: 3, failed: 2, skipped: 0 }],
    ['a flake as a failure', playwright({ flaky: 1 }), 0, { passed: 3, failed: 1, skipped: 0 }],
    [
      'errors outside of tests',
      playwright({ expected: 0 }, [{}, {}]),
      1,
      { passed: 0, failed: 2, skipped: 0 },
    ],
    ['a run that failed without a failed test', playwright({}), 1, { passed: 3, failed: 1, skipped: 0 }],
  ])('counts %s', (_name, report, code, expected) => {
    expect(tallyOfPlaywright(report, code)).toEqual(expected);
  });
});

test('the sum holds all parts', () => {
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
      { passed: 0, failed: 1, skipped: 0 },
    ]),
  ).toEqual({
    passed: 11,
    failed: 23,
    skipped: 33,
  });
});
