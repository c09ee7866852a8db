import { describe, expect, it } from 'vitest';
import { sampleInstallerLog } from '../testing/index.ts';
import { redactLogLine } from './redact-log-line.ts';

const SECRET = 'gfIwilcc0WjNGKJ5DLeksf2JKfcLgTZU';

describe('redactLogLine', () => {
  it.each([
    'Password: SECRET',
    'Account: admin  Password: SECRET',
    'jwtSecret: SECRET',
    'jwtSecret: "SECRET"',
    "  jwtSecret: 'SECRET'",
    '{"authentication":{"jwtSecret":"SECRET"}}',
    '{\\"jwtSecret\\":\\"SECRET\\"}',
    '{\\\\\\"jwtSecret\\\\\\": \\\\\\"SECRET\\\\\\"}',
    "{'token': 'SECRET'}",
    "{u'password': u'SECRET'}",
    '"adminPassword": "SECRET", "x": 1',
    '"initAdminPassword": "SECRET"',
    '"stdout": "authentication:\\n  jwtSecret: SECRET\\n  x: y"',
    '"stdout": "a: b\\njwtSecret: SECRET\\nx: y"',
    '"stdout_lines": ["token: SECRET", "x"]',
    'Authorization: Bearer SECRET',
    '"Authorization": "Bearer SECRET"',
    '-H "X-KubeSphere-Authorization: SECRET"',
    'curl -H Authorization:SECRET http://x',
    'kubectl create secret generic x --from-literal=token=SECRET',
    'password=SECRET&username=admin',
    'secretAccessKey: SECRET',
    'redis://:SECRET@redis:6379',
    'https://user:SECRET@registry.example.com/v2',
    'client-key-data: SECRET',
    '"kubeconfig": "SECRET"',
    'eyJhbGciOiJIUzI1NiJ9.SECRET.SECRET',
    '-----BEGIN RSA PRIVATE KEY-----\\nSECRET\\n-----END RSA PRIVATE KEY-----\\n',
    '-----BEGIN PRIVATE KEY----- SECRET',
    'YXBpVmVyc2lvbjogdjEKSECRETSECRETSECRET',
    'LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQSECRET',
    'value SECRETSECRETSECRETSECRETSECRET end',
    'SECRETSECRET',
  ])('%s', (line) => {
    const redacted = redactLogLine(line.replaceAll('SECRET', SECRET));
    expect(redacted).not.toContain(SECRET);
    expect(redacted).toContain('<redacted>');
  });

  it('an all-digit secret, with or without quotes', () => {
    for (const line of [
      '{"jwtSecret": 12345678901234567890}',
      'jwtSecret: 12345678901234567890',
      '"password":"12345678901234567890"',
    ]) {
      expect(redactLogLine(line)).not.toContain('1234567890');
    }
  });

  it('leaves what surrounds the secret', () => {
    expect(redactLogLine('{"a":1,"token":"abc","b":[2]}')).toBe('{"a":1,"token":"<redacted>","b":[2]}');
    expect(redactLogLine('2026-03-04 token=abcdef done')).toBe('2026-03-04 token=<redacted> done');
    expect(redactLogLine('{\\"token\\":\\"abc\\",\\"b\\":1}')).toBe(
      '{\\"token\\":\\"<redacted>\\",\\"b\\":1}',
    );
  });

  it.each([
    'TASK [ks-core/init-token : KubeSphere | Creating KubeSphere Secret] ************',
    'TASK [ks-core/init-token : KubeSphere | Checking if token exists] **************',
    'changed: [localhost] => (item=kubesphere-secret)',
    'Error from server (NotFound): secrets "kubesphere-secret" not found',
    'PLAY RECAP *********************************************************************',
    '------------------------------------------------------------',
    'Pulling image docker.io/kubesphere/ks-apiserver@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
    '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
    'Console: http://10.20.0.2:30880',
    'Account: admin',
    '  2. Change the password after the first sign-in.',
    '"checksum": "6231eb6216ee019a98502ce8af685febad0a057c"',
    '',
    'NOTES：',
  ])('an ordinary line stays byte for byte: %s', (line) => {
    expect(redactLogLine(line)).toBe(line);
  });

  it('of a whole log only the password line changes', () => {
    const log = sampleInstallerLog();
    const changed = log.filter((line) => redactLogLine(line) !== line);
    expect(changed.map(redactLogLine).map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
      'Password: <redacted>',
    ]);
  });

  it('twice is once', () => {
    for (const line of ['Password: abc', '{"token":"abc"}', 'Authorization: Bearer abcdefghijk']) {
      expect(redactLogLine(redactLogLine(line))).toBe(redactLogLine(line));
    }
  });
});
