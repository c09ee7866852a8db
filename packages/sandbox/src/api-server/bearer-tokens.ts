import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { authenticated, serviceAccountUser, type UserInfo } from '../rbac/user-info.ts';
import type { ObjectStore } from './object-store.ts';

interface Issued {
  expiresAt?: Date;
  /** Undefined once the bearer is gone (a deleted service account). */
  user(): UserInfo | undefined;
}

/** The bearer tokens one API server accepts; they outlive a restart, as they do with real keys. */
export class BearerTokens {
  readonly #issued = new Map<string, Issued>();
  readonly #key = randomBytes(32);
  readonly #store: ObjectStore;
  readonly #clock: Clock;

  constructor(store: ObjectStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A token of any user, like one from a static token file. */
  issue({ user, groups = [], expiresAt }: { user: string; groups?: string[]; expiresAt?: Date }): string {
    const token = randomBytes(24).toString('base64url');
    const info = authenticated(user, groups);
    this.#issued.set(token, { user: () => info, ...(expiresAt === undefined ? {} : { expiresAt }) });
    return token;
  }

  /** A service account's token in the shape of a JWT; void once the account (this uid) is gone. */
  issueForServiceAccount(
    account: { namespace: string; name: string; uid: string },
    claims: { expiresAt?: Date; secret?: string },
  ): string {
    const { namespace, name, uid } = account;
    const payload = {
      iss:
        claims.secret === undefined
          ? 'https://kubernetes.default.svc.cluster.local'
          : 'kubernetes/serviceaccount',
      sub: `system:serviceaccount:${namespace}:${name}`,
      jti: randomBytes(12).toString('hex'),
      'kubernetes.io/serviceaccount/namespace': namespace,
      'kubernetes.io/serviceaccount/service-account.name': name,
      'kubernetes.io/serviceaccount/service-account.uid': uid,
      ...(claims.secret === undefined ? {} : { 'kubernetes.io/serviceaccount/secret.name': claims.secret }),
      ...(claims.expiresAt === undefined ? {} : { exp: Math.floor(claims.expiresAt.getTime() / 1000) }),
    };
    const token = this.#sign(payload);
    this.#issued.set(token, {
      user: () => {
        const found = this.#store.get({ group: '', plural: 'serviceaccounts' }, namespace, name);
        return found?.metadata.uid === uid ? serviceAccountUser(namespace, name, uid) : undefined;
      },
      ...(claims.expiresAt === undefined ? {} : { expiresAt: claims.expiresAt }),
    });
    return token;
  }

  /** The bearer, or undefined when the token is unknown, expired or void. */
  find(token: string): UserInfo | undefined {
    const issued = this.#issued.get(token);
    if (issued === undefined) return undefined;
    if (issued.expiresAt !== undefined && issued.expiresAt <= this.#clock.now()) return undefined;
    return issued.user();
  }

  #sign(payload: object): string {
    const [header, body] = [{ alg: 'HS256', kid: 'sandbox' }, payload].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const signature = createHmac('sha256', this.#key).update(`${header}.${body}`).digest('base64url');
    return `${header}.${body}.${signature}`;
  }
}
