import { parse, stringify } from 'yaml';
import * as z from 'zod/mini';

/** How to reach one API server. Certificates and keys are PEM. */
export interface KubeConnection {
  server: string;
  caPem?: string | undefined;
  certificatePem?: string | undefined;
  keyPem?: string | undefined;
  token?: string | undefined;
  insecure?: boolean | undefined;
  serverName?: string | undefined;
  /** Set when credentials can never be had (an `exec` user, say): what every request fails with. */
  credentialError?: string | undefined;
}

const text = z.optional(z.string());
const kubeconfigSchema = z.object({
  'current-context': text,
  clusters: z.optional(
    z.array(
      z.object({
        name: z.string(),
        cluster: z.object({
          server: text,
          'certificate-authority-data': text,
          'certificate-authority': text,
          'insecure-skip-tls-verify': z.optional(z.boolean()),
          'tls-server-name': text,
        }),
      }),
    ),
  ),
  contexts: z.optional(
    z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: text }) })),
  ),
  users: z.optional(
    z.array(
      z.object({
        name: z.string(),
        user: z.object({
          'client-certificate-data': text,
          'client-key-data': text,
          'client-certificate': text,
          'client-key': text,
          token: text,
          tokenFile: text,
          exec: z.optional(z.object({ command: z.string() })),
          'auth-provider': z.optional(z.object({ name: z.string() })),
        }),
      }),
    ),
  ),
});

/**
 * Reads a kubeconfig as KubeSphere's controller does (client-go's RESTConfigFromKubeConfig): the current
 * context only, nothing executed, no file read. Throws an Error with a text like client-go's.
 */
export function connectionFromKubeconfig(source: string): KubeConnection {
  const parsed = kubeconfigSchema.safeParse(parse(source));
  const config = parsed.success ? parsed.data : {};
  const current = config['current-context'];
  if (!current) throw new Error('invalid configuration: no configuration has been provided');
  const context = config.contexts?.find(({ name }) => name === current)?.context;
  if (!context)
    throw new Error(`invalid configuration: context was not found for specified context: ${current}`);
  const cluster = config.clusters?.find(({ name }) => name === context.cluster)?.cluster;
  if (!cluster?.server)
    throw new Error(`invalid configuration: no server found for cluster "${context.cluster}"`);
  const user = config.users?.find(({ name }) => name === context.user)?.user ?? {};

  const file =
    cluster['certificate-authority'] ?? user['client-certificate'] ?? user['client-key'] ?? user.tokenFile;
  if (file)
    throw new Error(`invalid configuration: unable to read ${file}: open ${file}: no such file or directory`);

  return {
    server: cluster.server.replace(/\/+$/, ''),
    caPem: fromBase64(cluster['certificate-authority-data']),
    insecure: cluster['insecure-skip-tls-verify'],
    serverName: cluster['tls-server-name'],
    certificatePem: fromBase64(user['client-certificate-data']),
    keyPem: fromBase64(user['client-key-data']),
    token: user.token,
    credentialError: toCredentialError(user.exec?.command, user['auth-provider']?.name),
  };
}

/** A kubeconfig with everything embedded, for one cluster, one user and one context. */
export function toKubeconfig(
  connection: KubeConnection,
  { cluster, user }: { cluster: string; user: string },
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: connection.server,
          ...(connection.caPem ? { 'certificate-authority-data': toBase64(connection.caPem) } : {}),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          ...(connection.certificatePem
            ? { 'client-certificate-data': toBase64(connection.certificatePem) }
            : {}),
          ...(connection.keyPem ? { 'client-key-data': toBase64(connection.keyPem) } : {}),
          ...(connection.token ? { token: connection.token } : {}),
        },
      },
    ],
    contexts: [{ name: `${user}@${cluster}`, context: { cluster, user } }],
    'current-context': `${user}@${cluster}`,
    preferences: {},
  });
}

function toCredentialError(exec: string | undefined, provider: string | undefined): string | undefined {
  // KubeSphere's images carry no cloud command lines and no auth plugins, so these never work.
  if (exec) return `getting credentials: exec: executable ${exec} not found`;
  if (provider) return `no Auth Provider found for name "${provider}"`;
  return undefined;
}

/** Standard base64 of a text. */
export function toBase64(value: string): string {
  return Buffer.from(value).toString('base64');
}

function fromBase64(value: string | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
}
