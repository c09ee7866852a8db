import { expect, test } from 'vitest';
import { isNewEnough, kubernetesVersion, neededGo } from './find-go.mjs';

test.each([
  ['1.26.0', '1.26.0', true],
  ['1.26.8', '1.26.0', true],
  ['1.100.0', '1.26.0', true],
  ['1.9.7', '1.26.0', false],
  ['1.25.12', '1.26.0', false],
])('Go %s for a module that asks for %s: %s', (version, needed, expected) => {
  expect(isNewEnough(version, needed)).toBe(expected);
});

test('the module names its Go and its Kubernetes', () => {
  expect(neededGo()).toMatch(/^\d+\.\d+/);
  expect(kubernetesVersion()).toMatch(/^v1\.\d+\.\d+$/);
});
