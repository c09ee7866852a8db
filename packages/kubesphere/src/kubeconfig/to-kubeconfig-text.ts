import { stringify } from 'yaml';
import { textToBase64 } from '../text/base64.ts';
import type { ChosenConnection, ChosenCredential } from './kubeconfig.ts';

const userOf = (credential: ChosenCredential): Record<string, string> => {
  switch (credential.kind) {
    case 'certificate':
      return {
        'client-certificate-data': textToBase64(credential.certificatePem),
        'client-key-data': textToBase64(credential.keyPem),
      };
    case 'token':
      return { token: credential.token };
    case 'basic':
      return { username: credential.username, password: credential.password };
  }
};

/** The kubeconfig that is stored in the Cluster object: that one context, current, everything embedded. Holds the credential. */
export const toKubeconfigText = (connection: ChosenConnection): string => {
  const {
    contextName: name,
    server,
    caPem,
    tlsServerName,
    insecureSkipTlsVerify,
    credential,
    namespace,
  } = connection;
  const cluster = {
    server,
    ...(caPem !== undefined && { 'certificate-authority-data': textToBase64(caPem) }),
    ...(insecureSkipTlsVerify && { 'insecure-skip-tls-verify': true }),
    ...(tlsServerName !== undefined && { 'tls-server-name': tlsServerName }),
  };
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster }],
      users: [{ name, user: userOf(credential) }],
      contexts: [
        { name, context: { cluster: name, user: name, ...(namespace !== undefined && { namespace }) } },
      ],
      'current-context': name,
    },
    // YAML 1.1 readers (Go's) would take an unquoted `yes` or `0x1f` for something else.
    { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false },
  );
};
