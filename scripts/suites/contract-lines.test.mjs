import { expect, test } from 'vitest';
import { contractLines } from './contract-lines.mjs';

const aTest = (/** @type {string} */ side, /** @type {string} */ title, /** @type {object} */ more = {}) => ({
  ancestorTitles: [side, 'area'],
  title,
  status: 'passed',
  duration: 500,
  ...more,
});

test('each side is told with its rules, cases and seconds, and what does not apply with its reason', () => {
  const skipped = { status: 'skipped', meta: { reason: 'no controllers' } };
  const report = {
    testResults: [
      { name: '/x/src/other.test.ts', assertionResults: [aTest('sandbox', '[K9] other')] },
      {
        name: '/x/test/contract/contract.sandbox.test.ts',
        assertionResults: [
          aTest('sandbox', '[K1] a'),
          aTest('sandbox', '[K1] b'),
          aTest('sandbox', '[K2] c', { status: 'failed' }),
        ],
      },
      {
        name: '/x/test/contract/contract.real.ts',
        assertionResults: [
          aTest('real', '[K1] a'),
          aTest('real', '[K4] d', skipped),
          aTest('sandbox', '[K20] e'),
        ],
      },
    ],
  };
  expect(contractLines(report)).toEqual([
    'Kubernetes contract on the sandbox: 3 rules in 4 cases, 2.0 s',
    'Kubernetes contract on a real server: 1 rules in 1 cases, 0.5 s',
    '  not there: [K4] d (no controllers)',
  ]);
});

test('a run without the contract tells nothing of it', () => {
  expect(contractLines({ testResults: [] })).toEqual([]);
});
