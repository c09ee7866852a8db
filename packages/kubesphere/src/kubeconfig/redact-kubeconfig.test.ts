import { describe, expect, it } from 'vitest';
import { aKubeconfig } from '../testing/index.ts';
import { redactKubeconfig } from './redact-kubeconfig.ts';

const SECRET = 'S3cretS3cretS3cret';

describe('redactKubeconfig', () => {
  it.each([
    ['token: SECRET', 'token: <redacted>'],
    ['    token: "SECRET"  # mine', '    token: "<redacted>"  # mine'],
    ["- password: 'SECRET'", "- password: '<redacted>'"],
    ['client-key-data: SECRET', 'client-key-data: <redacted>'],
    ['{"user":{"token":"SECRET","x":1}}', '{"user":{"token":"<redacted>","x":1}}'],
    ['user: {token: SECRET, as: me}', 'user: {token: <redacted>, as: me}'],
    ['password: a,SECRET}b', 'password: <redacted>'],
    ['# token: SECRET', '# token: <redacted>'],
    ['token: &t SECRET', 'token: &t <redacted>'],
    ['token: "SECRET', 'token: "<redacted>"'],
    ['  id-token: SECRET', '  id-token: <redacted>'],
    ['args: [--token=SECRET]', 'args: [--token=<redacted>]'],
    ['token: |\n  SECRET\n  SECRET\nname: x', 'token: |\n  <redacted>\n  <redacted>\nname: x'],
    ['token:\n  SECRET\nname: x', 'token:\n  <redacted>\nname: x'],
    ['token: "SECRET\n  SECRET"\nname: x', 'token: "<redacted>"\n  <redacted>\nname: x'],
    ['token: SECRET\r\nname: x\r\n', 'token: <redacted>\r\nname: x\r\n'],
    [
      'note: -----BEGIN RSA PRIVATE KEY-----\nSECRET\n-----END RSA PRIVATE KEY-----\nname: x',
      '<redacted>\n<redacted>\n<redacted>\nname: x',
    ],
    ['server: https://10.0.0.1:6443 # fine', 'server: https://10.0.0.1:6443 # fine'],
  ])('%j', (text, expected) => {
    expect(redactKubeconfig(text.replaceAll('SECRET', SECRET))).toBe(expected);
  });

  it('keeps line count, structure and names of a whole file', () => {
    const text = aKubeconfig();
    const redacted = redactKubeconfig(text);
    expect(redacted.split('\n')).toHaveLength(text.split('\n').length);
    expect(redacted.split('\n').filter((line) => line.includes('<redacted>'))).toHaveLength(3);
    expect(redacted.replaceAll(/: <redacted>/g, '')).toBe(text.replaceAll(/(-data): .*/g, '$1'));
  });

  it('never throws, whatever the text', () => {
    for (const text of [
      '',
      '\u0000',
      '"',
      ': : :',
      '[{',
      'token:',
      `${'a'.repeat(100_000)}`,
      'token: "'.repeat(5_000),
    ]) {
      expect(() => redactKubeconfig(text)).not.toThrow();
    }
  });
});
