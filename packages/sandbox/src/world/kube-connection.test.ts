import { expect, test } from 'vitest';
import { kubeconfigFor } from '../kubeconfig-for.ts';
import { connectionFromKubeconfig, toKubeconfig } from './kube-connection.ts';

const server = 'https://10.0.0.1:6443';
const base = { server, name: 'm', caPem: 'CA\n' };

test('a kubeconfig that was written is read again', () => {
  const connection = { server, caPem: 'CA\n', certificatePem: 'CERT\n', keyPem: 'KEY\n' };
  expect(connectionFromKubeconfig(toKubeconfig(connection, { cluster: 'c', user: 'u' }))).toMatchObject(
    connection,
  );
});

test('exec is never run: its requests fail as they would in KubeSphere’s image', () => {
  const text = kubeconfigFor({ ...base, user: { kind: 'exec', command: 'aws' } });
  expect(connectionFromKubeconfig(text).credentialError).toBe(
    'getting credentials: exec: executable aws not found',
  );
});

const refusals: [string, string, RegExp][] = [
  ['nothing', '', /no configuration has been provided/],
  ['a list', '- a', /no configuration has been provided/],
  ['a context that is not there', 'current-context: x', /context was not found for specified context: x/],
  [
    'paths of files',
    kubeconfigFor({ ...base, user: { kind: 'files', certificatePath: '/c', keyPath: '/k' } }),
    /unable to read \/c/,
  ],
];

test.each(refusals)('refuses %s', (_, text, message) => {
  expect(() => connectionFromKubeconfig(text)).toThrow(message);
});
