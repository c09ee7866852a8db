import { describe, expect, it } from 'vitest';
import { aKubeconfig, CERTIFICATE_DATA } from '../testing/index.ts';
import { KUBECONFIG_MAX_BYTES } from './kubeconfig-document.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';

const lineOf = (text: string, needle: string): number =>
  text.split('\n').findIndex((line) => line.includes(needle)) + 1;

/** Codes with their first line, as an editor would show them. */
const refusalOf = (text: string): string[] => {
  const parsed = parseKubeconfig(text);
  return parsed.ok ? [] : parsed.error.map(({ code, range }) => `${code}@${range?.startLine}`);
};

const findingsOf = (text: string): string[] => {
  const parsed = parseKubeconfig(text);
  return parsed.ok
    ? parsed.value.issues.map(({ code, severity, range }) => `${severity} ${code}@${range?.startLine}`)
    : [];
};

const bomb = [
  'a: &a ["x","x","x","x","x","x","x","x","x"]',
  ...Array.from('bcdefgh').map(
    (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`,
  ),
].join('\n');

describe('a sound kubeconfig', () => {
  it('is read as its contexts, without any credential', () => {
    const text = aKubeconfig();
    const parsed = parseKubeconfig(text);
    expect(parsed).toEqual({
      ok: true,
      value: {
        currentContext: 'member',
        issues: [],
        contexts: [
          {
            name: 'member',
            cluster: 'member',
            user: 'member',
            server: 'https://10.20.0.7:6443',
            userKind: 'certificate',
            isCurrent: true,
            issues: [],
          },
        ],
      },
    });
    expect(JSON.stringify(parsed)).not.toContain(CERTIFICATE_DATA);
  });

  it.each([
    ['with CRLF line ends', aKubeconfig().replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${aKubeconfig()}`],
    ['with a comment and a document mark', `# mine\n---\n${aKubeconfig()}---\n`],
    [
      'as JSON',
      JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [{ name: 'm', cluster: { server: 'https://10.0.0.1' } }],
          users: [{ name: 'm', user: { token: 'abc' } }],
          contexts: [{ name: 'm', context: { cluster: 'm', user: 'm' } }],
          'current-context': 'm',
        },
        null,
        '\t',
      ),
    ],
    [
      'without kind and apiVersion, which client-go assumes',
      aKubeconfig({ file: { apiVersion: undefined, kind: undefined } }),
    ],
    ['with anchors', aKubeconfig().replace('contexts:', 'extra: &x 1\nmore: *x\ncontexts:')],
  ])('%s is accepted', (_, text) => {
    expect(findingsOf(text)).toEqual([]);
    expect(refusalOf(text)).toEqual([]);
  });
});

describe('a text that is no kubeconfig', () => {
  it.each([
    ['empty', '', ['kubeconfig.empty@1']],
    ['blank', ' \n\t\n', ['kubeconfig.empty@1']],
    ['only comments', '# nothing\n', ['kubeconfig.empty@1']],
    ['a sentence', 'this is not it', ['kubeconfig.not-a-kubeconfig@1']],
    ['another kind', 'apiVersion: v1\nkind: Pod\nclusters: []\n', ['kubeconfig.not-a-kubeconfig@1']],
    [
      'a Cluster object of that name',
      'apiVersion: cluster.x-k8s.io/v1\nkind: Config\ncontexts: []\n',
      ['kubeconfig.not-a-kubeconfig@1'],
    ],
    ['a list', '- a\n- b\n', ['kubeconfig.not-a-kubeconfig@1']],
    [
      'two documents',
      `${aKubeconfig()}---\n${aKubeconfig()}`,
      [`kubeconfig.multiple-documents@${aKubeconfig().split('\n').length + 1}`],
    ],
    ['broken', 'apiVersion: v1\nclusters: [\n', ['kubeconfig.yaml-syntax@3']],
    ['indented by tabs', 'apiVersion: v1\nclusters:\n\t- name: a\n', ['kubeconfig.yaml-syntax@3']],
    [
      'one key twice',
      'apiVersion: v1\nkind: Config\nkind: Config\ncontexts: []\n',
      ['kubeconfig.yaml-syntax@3'],
    ],
    ['an alias bomb', `${bomb}\ncontexts: []\n`, ['kubeconfig.too-many-aliases@7']],
    ['an alias to itself', 'contexts: &a [*a]\n', ['kubeconfig.too-many-aliases@1']],
    ['no contexts', 'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n', ['kubeconfig.no-contexts@1']],
    [
      'contexts that are no list',
      'contexts: {a: b}\n',
      ['kubeconfig.wrong-type@1', 'kubeconfig.no-contexts@1'],
    ],
    [
      'entries that are no maps',
      'contexts:\n- one\n- two\n',
      ['kubeconfig.wrong-type@2', 'kubeconfig.wrong-type@3', 'kubeconfig.no-contexts@1'],
    ],
    [
      'a name twice',
      'contexts:\n- name: a\n  context: {}\n- name: a\n  context: {}\n',
      ['kubeconfig.duplicate-name@4'],
    ],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(text)).toEqual(expected);
  });

  it('five megabytes of noise are refused before anything is parsed', () => {
    const noise = '{[&*%\u0000'.repeat(900_000);
    // A parser would have found syntax errors and endless nesting; this one code says that none was asked.
    expect(refusalOf(noise)).toEqual(['kubeconfig.too-large@1']);
  });

  it('counts the limit in bytes', () => {
    expect(refusalOf(`# ${'集'.repeat(KUBECONFIG_MAX_BYTES / 3)}`)).toEqual(['kubeconfig.too-large@1']);
  });

  it.each([
    ['flow lists', '['.repeat(200_000)],
    ['flow maps', '{a: '.repeat(100_000)],
    ['block lists', '- '.repeat(200_000)],
    ['40 levels', `contexts: ${'['.repeat(40)}${']'.repeat(40)}\n`],
  ])('nesting without end is refused: %s', (_, text) => {
    expect(refusalOf(text).map((found) => found.split('@')[0])).toEqual(['kubeconfig.too-deep']);
  });

  it('keys of the prototype are ordinary keys', () => {
    const text = `__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n${aKubeconfig({ name: '__proto__' })}`;
    const parsed = parseKubeconfig(text);
    expect(parsed.ok && parsed.value.contexts.map(({ name }) => name)).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });
});

describe('hazards', () => {
  it.each([
    [
      'exec',
      { user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' } } },
      'exec:',
      'kubeconfig.exec-refused',
    ],
    [
      'auth-provider',
      { user: { 'auth-provider': { name: 'gcp' } } },
      'auth-provider:',
      'kubeconfig.auth-provider-refused',
    ],
    [
      'tokenFile',
      { user: { tokenFile: '/var/run/secrets/token' } },
      'tokenFile:',
      'kubeconfig.token-file-refused',
    ],
    [
      'CA path',
      { cluster: { 'certificate-authority': '/etc/ca.crt' } },
      'certificate-authority:',
      'kubeconfig.ca-path-refused',
    ],
    [
      'proxy',
      { cluster: { 'proxy-url': 'http://proxy:3128' } },
      'proxy-url:',
      'kubeconfig.proxy-url-refused',
    ],
    ['impersonation', { user: { token: 'abc', as: 'root' } }, ' as:', 'kubeconfig.impersonation-refused'],
    ['plain http', { server: 'http://10.0.0.1:8080' }, 'server:', 'kubeconfig.server-plain-http'],
    ['no server', { cluster: { server: undefined } }, 'cluster:', 'kubeconfig.server-missing'],
    [
      'server with credentials',
      { server: 'https://me:secret@10.0.0.1' },
      'server:',
      'kubeconfig.server-invalid',
    ],
    ['server of another kind', { server: 'file:///etc/passwd' }, 'server:', 'kubeconfig.server-invalid'],
    ['server that is no address', { server: '10.0.0.1:6443' }, 'server:', 'kubeconfig.server-invalid'],
    [
      'CA not base64',
      { cluster: { 'certificate-authority-data': 'not base64!' } },
      'certificate-authority-data:',
      'kubeconfig.base64-invalid',
    ],
    [
      'CA not PEM',
      { cluster: { 'certificate-authority-data': 'aGVsbG8=' } },
      'certificate-authority-data:',
      'kubeconfig.pem-invalid',
    ],
    [
      'key missing',
      { user: { 'client-certificate-data': CERTIFICATE_DATA } },
      'client-certificate-data:',
      'kubeconfig.credentials-incomplete',
    ],
    [
      'certificate as key',
      { user: { 'client-certificate-data': CERTIFICATE_DATA, 'client-key-data': CERTIFICATE_DATA } },
      'client-key-data:',
      'kubeconfig.pem-invalid',
    ],
    [
      'token with a line break',
      { user: { token: 'abc\r\nX-Evil: 1' } },
      'token:',
      'kubeconfig.token-invalid',
    ],
    ['token that is a number', { user: { token: 12345 } }, 'token:', 'kubeconfig.wrong-type'],
    ['password alone', { user: { password: 'abc' } }, 'password:', 'kubeconfig.credentials-incomplete'],
    ['nobody', { user: {} }, 'user: {}', 'kubeconfig.credentials-missing'],
    [
      'a cluster that is not there',
      { context: { cluster: 'gone' } },
      'cluster: gone',
      'kubeconfig.cluster-not-found',
    ],
    ['a user that is not there', { context: { user: 'gone' } }, 'user: gone', 'kubeconfig.user-not-found'],
  ] as const)('%s has its own code and line', (_, overrides, needle, code) => {
    const text = aKubeconfig(overrides);
    expect(findingsOf(text)).toEqual([`error ${code}@${lineOf(text, needle)}`]);
  });

  it('certificate paths are two findings', () => {
    const text = aKubeconfig({ user: { 'client-certificate': '/a.crt', 'client-key': '/a.key' } });
    expect(findingsOf(text)).toEqual([
      `error kubeconfig.client-certificate-path-refused@${lineOf(text, 'client-certificate:')}`,
      `error kubeconfig.client-key-path-refused@${lineOf(text, 'client-key:')}`,
    ]);
  });

  it('all of them are returned, not only the first', () => {
    const text = aKubeconfig({
      server: 'http://localhost',
      cluster: { 'proxy-url': 'http://p', 'certificate-authority': '/ca' },
      user: { exec: { command: 'aws' }, 'auth-provider': { name: 'oidc' }, tokenFile: '/t', as: 'x' },
    });
    expect(findingsOf(text).map((found) => found.split('@')[0])).toEqual([
      'error kubeconfig.server-plain-http',
      'warning kubeconfig.server-local-name',
      'error kubeconfig.ca-path-refused',
      'error kubeconfig.proxy-url-refused',
      'error kubeconfig.exec-refused',
      'error kubeconfig.auth-provider-refused',
      'error kubeconfig.token-file-refused',
      'error kubeconfig.impersonation-refused',
    ]);
  });

  it('what only needs a look is a warning', () => {
    const text = aKubeconfig({
      server: 'https://lb.kubesphere.local:6443',
      cluster: { 'insecure-skip-tls-verify': true, 'tls-server-name': 'api' },
      user: { username: 'admin', password: 'x' },
      currentContext: undefined,
    });
    expect(findingsOf(text).map((found) => found.split('@')[0])).toEqual([
      'warning kubeconfig.no-current-context',
      'warning kubeconfig.server-local-name',
      'warning kubeconfig.tls-server-name',
      'warning kubeconfig.insecure-skip-tls-verify',
      'warning kubeconfig.basic-auth',
    ]);
  });

  it('finds a hazard behind an alias', () => {
    const text = aKubeconfig({ user: { token: 'abc' } }).replace(
      'users:\n  - name: member\n    user:\n      token: abc',
      'stash: &stash {exec: {command: sh}}\nusers:\n  - name: member\n    user: *stash',
    );
    expect(findingsOf(text).map((found) => found.split('@')[0])).toEqual(['error kubeconfig.exec-refused']);
  });
});
