import { expect, test } from 'vitest';
import { offersRelease, parseCandidate } from './debian-kubectl.mjs';

const policy = (/** @type {string} */ candidate) =>
  `kubernetes-client:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n     1.9.0 500\n`;

test.each([
  ['Debian 12', policy('1.20.5+really1.20.2-1.1+deb12u1'), true],
  ['a later Debian', policy('1.32.3+ds-2'), false],
  ['a release that begins with the same digits', policy('1.201.0-1'), false],
  ['a package that cannot be installed', policy('(none)'), false],
  ['a system that does not know it', '', false],
])('apt of %s has kubectl 1.20: %s', (_, output, expected) => {
  expect(offersRelease(parseCandidate(output))).toBe(expected);
});
