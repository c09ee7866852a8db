import { randomBytes } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import type { Clock } from '../ports/clock.ts';

const SESSION_COOKIE = 'flotilla_session';
const LIFETIME_MS = 12 * 60 * 60 * 1000;
/** A session is prolonged when it is this old: not on every answer, so that parallel answers rarely race. */
const RENEW_AFTER_MS = 10 * 60 * 1000;

/** Who is asking. Instants are epoch milliseconds. */
export interface Session {
  readonly id: string;
  readonly expiresAt: number;
}

/** Sessions live in their cookie only; the server remembers none. */
export interface Sessions {
  /** A new session and the `Set-Cookie` that carries it. */
  open(): Promise<{ session: Session; setCookie: string }>;
  /** The session of a `Cookie` header; undefined when there is none, it has run out or was not made here. */
  read(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** A prolonged cookie when it is time for one. */
  renew(session: Session): Promise<string | undefined>;
  /** The `Set-Cookie` that ends a session in this browser. */
  close(): string;
}

const claimsSchema = z.object({ sid: z.string().check(z.minLength(16)), exp: z.number() });

/** `secure` when the browser reaches us over https. */
export function createSessions(options: { key: Uint8Array; clock: Clock; secure: boolean }): Sessions {
  const { key, clock, secure } = options;
  const setCookie = (value: string, maxAgeSeconds: number): string =>
    `${SESSION_COOKIE}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  const issue = async (id: string): Promise<{ session: Session; setCookie: string }> => {
    const expiresAt = clock.now() + LIFETIME_MS;
    const token = await new EncryptJWT({ sid: id })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(new Date(expiresAt))
      .encrypt(key);
    return { session: { id, expiresAt }, setCookie: setCookie(token, LIFETIME_MS / 1000) };
  };
  return {
    open: () => issue(randomBytes(16).toString('base64url')),
    async read(cookieHeader) {
      for (const token of cookiesNamed(cookieHeader ?? '', SESSION_COOKIE)) {
        const session = await decode(token, key, clock);
        if (session !== undefined) return session;
      }
      return undefined;
    },
    async renew(session) {
      if (session.expiresAt - clock.now() > LIFETIME_MS - RENEW_AFTER_MS) return undefined;
      return (await issue(session.id)).setCookie;
    },
    close: () => setCookie('', 0),
  };
}

/** A browser may send the name twice (another Path); any of them may be ours. */
function cookiesNamed(header: string, name: string): string[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
    .slice(0, 4);
}

async function decode(token: string, key: Uint8Array, clock: Clock): Promise<Session | undefined> {
  try {
    const { payload } = await jwtDecrypt(token, key, {
      currentDate: new Date(clock.now()),
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const claims = claimsSchema.safeParse(payload);
    return claims.success ? { id: claims.data.sid, expiresAt: claims.data.exp * 1000 } : undefined;
  } catch {
    // Expired, forged or from before a key change: all mean "no session", and the cookie says nothing more.
    return undefined;
  }
}
