import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigFor, type KubeconfigUser } from './kubeconfig-for.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each<[KubeconfigUser, object]>([
  [
    { kind: 'certificate', certificatePem: 'CERT', keyPem: 'KEY' },
    { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
  ],
  [{ kind: 'token', token: 't' }, { token: 't' }],
  [
    { kind: 'basic', username: 'u', password: 'p' },
    { username: 'u', password: 'p' },
  ],
  [
    { kind: 'exec', command: 'aws', args: ['eks'] },
    {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'aws',
        args: ['eks'],
        interactiveMode: 'Never',
      },
    },
  ],
  [
    { kind: 'files', certificatePath: '/c', keyPath: '/k' },
    { 'client-certificate': '/c', 'client-key': '/k' },
  ],
  [{ kind: 'none' }, {}],
])('a kubeconfig holds its user: %j', (user, expected) => {
  const config = parse(
    kubeconfigFor({ server: 'https://127.0.0.1:1', caPem: 'CA', name: 'm', user, namespace: 'n' }),
  );
  expect(config).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'm', cluster: { 'certificate-authority-data': base64('CA'), server: 'https://127.0.0.1:1' } },
    ],
    contexts: [{ name: 'm', context: { cluster: 'm', namespace: 'n', user: 'm-admin' } }],
    'current-context': 'm',
    preferences: {},
    users: [{ name: 'm-admin', user: expected }],
  });
});

test('a kubeconfig may trust nobody in particular', () => {
  const text = kubeconfigFor({
    server: 'https://127.0.0.1:1',
    insecure: true,
    tlsServerName: 'api',
    name: 'm',
    user: { kind: 'none' },
  });
  expect(parse(text).clusters[0].cluster).toEqual({
    'insecure-skip-tls-verify': true,
    server: 'https://127.0.0.1:1',
    'tls-server-name': 'api',
  });
});
