import { stringify } from 'yaml';
import type { CertificatePair } from './certificates/cluster-pki.ts';

export type KubeconfigUser =
  | ({ kind: 'certificate' } & CertificatePair)
  | { kind: 'token'; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'exec'; command: string; args?: string[]; apiVersion?: string }
  | { kind: 'files'; certificatePath: string; keyPath: string }
  | { kind: 'none' };

export interface KubeconfigRequest {
  /** e.g. `https://127.0.0.1:6443` */
  server: string;
  /** The CA to trust; another cluster's for a foreign one. Left out when absent. */
  caPem?: string;
  /** Sets insecure-skip-tls-verify. */
  insecure?: boolean;
  tlsServerName?: string;
  /** Names cluster, context and user. */
  name: string;
  user: KubeconfigUser;
  namespace?: string;
}

/** The text of a kubeconfig with one context. */
export function kubeconfigFor({
  server,
  caPem,
  insecure,
  tlsServerName,
  name,
  user,
  namespace,
}: KubeconfigRequest): string {
  const userName = `${name}-admin`;
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name,
          cluster: {
            ...(caPem === undefined ? {} : { 'certificate-authority-data': toBase64(caPem) }),
            ...(insecure === true ? { 'insecure-skip-tls-verify': true } : {}),
            server,
            ...(tlsServerName === undefined ? {} : { 'tls-server-name': tlsServerName }),
          },
        },
      ],
      contexts: [
        {
          name,
          context: { cluster: name, ...(namespace === undefined ? {} : { namespace }), user: userName },
        },
      ],
      'current-context': name,
      preferences: {},
      users: [{ name: userName, user: toUser(user) }],
    },
    { lineWidth: 0 },
  );
}

function toUser(user: KubeconfigUser): object {
  switch (user.kind) {
    case 'certificate':
      return {
        'client-certificate-data': toBase64(user.certificatePem),
        'client-key-data': toBase64(user.keyPem),
      };
    case 'token':
      return { token: user.token };
    case 'basic':
      return { username: user.username, password: user.password };
    case 'exec':
      return {
        exec: {
          apiVersion: user.apiVersion ?? 'client.authentication.k8s.io/v1',
          command: user.command,
          args: user.args ?? [],
          interactiveMode: 'Never',
        },
      };
    case 'files':
      return { 'client-certificate': user.certificatePath, 'client-key': user.keyPath };
    case 'none':
      return {};
  }
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
