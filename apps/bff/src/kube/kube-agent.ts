import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { Agent } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000;
const HEADERS_TIMEOUT_MS = 30_000;
const BODY_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 30_000;

/** TLS as the accepted fields say, and nothing else: no file, no proxy, no plugin can come in here. */
export function tlsOptionsOf(connection: ChosenConnection): {
  ca?: string;
  cert?: string;
  key?: string;
  servername?: string;
  rejectUnauthorized: boolean;
} {
  const { credential } = connection;
  return {
    ...(connection.caPem !== undefined && { ca: connection.caPem }),
    ...(credential.kind === 'certificate' && { cert: credential.certificatePem, key: credential.keyPem }),
    ...(connection.tlsServerName !== undefined && { servername: connection.tlsServerName }),
    rejectUnauthorized: !connection.insecureSkipTlsVerify,
  };
}

/** Answers every question with the judged address: a name cannot turn into another address between judging and dialling. */
function pinnedLookup(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, answer) => {
    if (options.all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
}

interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Certificates are parsed once per session, not once per connection. */
function toSecureContext(material: TlsMaterial): TlsMaterial | { secureContext: SecureContext } {
  try {
    return { secureContext: createSecureContext(material) };
  } catch {
    // Broken ones fail when a connection is made, where the error is told to whoever asked.
    return material;
  }
}

/** The connections of one session. Without an address names are resolved by the system each time (the operator's own kubeconfig). */
export function openAgent(connection: ChosenConnection, address: string | undefined): Agent {
  const { servername, rejectUnauthorized, ...material } = tlsOptionsOf(connection);
  return new Agent({
    connections: 64,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: {
      rejectUnauthorized,
      ...(servername !== undefined && { servername }),
      ...toSecureContext(material),
      ...(address !== undefined && { lookup: pinnedLookup(address) }),
      timeout: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    },
  });
}

/** The Authorization header of this credential; a certificate needs none. */
export function authorizationOf({ credential }: ChosenConnection): string | undefined {
  switch (credential.kind) {
    case 'certificate':
      return undefined;
    case 'token':
      return `Bearer ${credential.token}`;
    case 'basic':
      return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString('base64')}`;
  }
}
