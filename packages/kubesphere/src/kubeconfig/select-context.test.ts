import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aKubeconfig, CERTIFICATE_DATA, KEY_DATA } from '../testing/index.ts';
import { base64ToText } from '../text/base64.ts';
import { selectContext } from './select-context.ts';
import { toKubeconfigText } from './to-kubeconfig-text.ts';

const two = aKubeconfig({
  file: {
    contexts: [
      { name: 'good', context: { cluster: 'member', user: 'member', namespace: 'default' } },
      { name: 'bad', context: { cluster: 'member', user: 'plugin' } },
    ],
    users: [
      { name: 'member', user: { 'client-certificate-data': CERTIFICATE_DATA, 'client-key-data': KEY_DATA } },
      { name: 'plugin', user: { exec: { command: 'aws' } } },
    ],
    'current-context': 'bad',
  },
});

const codesOf = (text: string, name?: string): string[] => {
  const selected = selectContext(text, name);
  return selected.ok ? [] : selected.error.map(({ code }) => code);
};

describe('selectContext', () => {
  it('gives one connection, decoded and checked', () => {
    expect(selectContext(two, 'good')).toEqual({
      ok: true,
      value: {
        contextName: 'good',
        server: 'https://10.20.0.7:6443',
        serverHost: '10.20.0.7',
        serverPort: 6443,
        caPem: base64ToText(CERTIFICATE_DATA),
        insecureSkipTlsVerify: false,
        credential: {
          kind: 'certificate',
          certificatePem: base64ToText(CERTIFICATE_DATA),
          keyPem: base64ToText(KEY_DATA),
        },
        namespace: 'default',
        issues: [],
      },
    });
  });

  it('takes the current context when none is named, and refuses its hazards', () => {
    expect(codesOf(two)).toEqual(['kubeconfig.exec-refused']);
  });

  it('refuses a file without a current context, even when there is only one', () => {
    expect(codesOf(aKubeconfig({ currentContext: undefined }))).toEqual(['kubeconfig.no-current-context']);
    expect(codesOf(aKubeconfig({ currentContext: undefined }), 'member')).toEqual([]);
  });

  it('refuses a context that is not there', () => {
    expect(codesOf(aKubeconfig({ currentContext: 'gone' }))).toEqual(['kubeconfig.context-not-found']);
    expect(codesOf(two, '__proto__')).toEqual(['kubeconfig.context-not-found']);
  });

  it.each([
    ['https://[2001:db8::1]:6443', '2001:db8::1', 6443],
    ['https://api.example.com', 'api.example.com', 443],
    ['https://rancher.example.com/k8s/clusters/c-1', 'rancher.example.com', 443],
  ])('splits %s', (server, serverHost, serverPort) => {
    const selected = selectContext(aKubeconfig({ server }), undefined);
    expect(selected.ok && [selected.value.serverHost, selected.value.serverPort]).toEqual([
      serverHost,
      serverPort,
    ]);
  });

  it('reads when a token expires from the token itself', () => {
    const claims = btoa(JSON.stringify({ sub: 'x', exp: 1_900_000_000 })).replaceAll('=', '');
    const selected = selectContext(
      aKubeconfig({ user: { token: `eyJhbGciOiJSUzI1NiJ9.${claims}.c2ln` } }),
      undefined,
    );
    expect(selected.ok && selected.value.credential).toMatchObject({
      kind: 'token',
      expiresAt: 1_900_000_000_000,
    });
  });

  it('a token that is no JWT has no end', () => {
    const selected = selectContext(aKubeconfig({ user: { token: 'abcdef.0123456789abcdef' } }), undefined);
    expect(selected.ok && selected.value.credential).toEqual({
      kind: 'token',
      token: 'abcdef.0123456789abcdef',
    });
  });
});

describe('toKubeconfigText', () => {
  it.each([
    ['certificate', {}],
    ['token', { user: { token: 'abc' } }],
    ['basic', { user: { username: 'yes', password: '0123 # no comment' } }],
    ['insecure', { cluster: { 'insecure-skip-tls-verify': true, 'certificate-authority-data': undefined } }],
    ['a name that is no plain word', { name: 'kubernetes-admin@集群: #1' }],
  ])('says the same connection again: %s', (_, overrides) => {
    const first = selectContext(aKubeconfig(overrides), undefined);
    expect(first.ok).toBe(true);
    if (!first.ok) return;
    const { issues: _places, ...connection } = first.value;
    expect(selectContext(toKubeconfigText(first.value), undefined)).toMatchObject({
      ok: true,
      value: connection,
    });
  });

  it('keeps nothing but that context', () => {
    const selected = selectContext(two, 'good');
    const text = selected.ok ? toKubeconfigText(selected.value) : '';
    expect(Object.keys(parse(text))).toEqual([
      'apiVersion',
      'kind',
      'clusters',
      'users',
      'contexts',
      'current-context',
    ]);
    expect(text).not.toContain('aws');
  });
});
