import type { ChosenConnection } from '@flotilla/kubesphere';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import type { Clock } from '../ports/clock.ts';
import { ProblemError } from '../problem-error.ts';

const LIFETIME_MS = 2 * 60 * 60 * 1000;

/** A connection as it travels through the browser: unreadable, bound to one session, two hours long (D2). */
export interface SealedConnections {
  seal(sessionId: string, connection: ChosenConnection): Promise<{ sealed: string; expiresAt: number }>;
  /** Rejects with `connection.expired` or `connection.not-yours`; a text that was never sealed here is not yours either. */
  unseal(sessionId: string, sealed: string): Promise<ChosenConnection>;
}

const connectionSchema = z.object({
  contextName: z.string(),
  server: z.string(),
  serverHost: z.string(),
  serverPort: z.number(),
  caPem: z.optional(z.string()),
  tlsServerName: z.optional(z.string()),
  insecureSkipTlsVerify: z.boolean(),
  credential: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('certificate'), certificatePem: z.string(), keyPem: z.string() }),
    z.object({ kind: z.literal('token'), token: z.string(), expiresAt: z.optional(z.number()) }),
    z.object({ kind: z.literal('basic'), username: z.string(), password: z.string() }),
  ]),
  namespace: z.optional(z.string()),
});
const claimsSchema = z.object({ sid: z.string(), connection: connectionSchema });

/** Seals with JWE (dir, A256GCM); nothing is remembered, so restarts and replicas with the same key do no harm. */
export function createSealedConnections(options: { key: Uint8Array; clock: Clock }): SealedConnections {
  const { key, clock } = options;
  return {
    async seal(sessionId, connection) {
      const expiresAt = clock.now() + LIFETIME_MS;
      const { issues: _warnings, ...kept } = connection;
      const sealed = await new EncryptJWT({ sid: sessionId, connection: { ...kept } })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(new Date(expiresAt))
        .encrypt(key);
      return { sealed, expiresAt };
    },
    async unseal(sessionId, sealed) {
      const { sid, connection } = claimsSchema.parse(await decrypt(sealed, key, clock));
      if (sid !== sessionId)
        throw new ProblemError('connection.not-yours', { detail: 'Sealed in another session.' });
      return withoutUndefined({ ...connection, issues: [] });
    },
  };
}

async function decrypt(sealed: string, key: Uint8Array, clock: Clock): Promise<unknown> {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      currentDate: new Date(clock.now()),
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new ProblemError('connection.expired', { cause });
    throw new ProblemError('connection.not-yours', { detail: 'Not sealed by this server.', cause });
  }
}

type Parsed = z.infer<typeof claimsSchema>['connection'] & { issues: [] };

/** zod types an absent member as possibly undefined; with exact optional members it must not be there at all. */
function withoutUndefined(parsed: Parsed): ChosenConnection {
  const { caPem, tlsServerName, namespace, credential, ...rest } = parsed;
  return {
    ...rest,
    ...(caPem !== undefined && { caPem }),
    ...(tlsServerName !== undefined && { tlsServerName }),
    ...(namespace !== undefined && { namespace }),
    credential:
      credential.kind === 'token'
        ? {
            kind: 'token',
            token: credential.token,
            ...(credential.expiresAt !== undefined && { expiresAt: credential.expiresAt }),
          }
        : credential,
  };
}
