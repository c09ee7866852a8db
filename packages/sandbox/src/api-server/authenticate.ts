import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../clock.ts';
import { ANONYMOUS, authenticated, type UserInfo } from '../rbac/user-info.ts';
import type { BearerTokens } from './bearer-tokens.ts';
import { unauthorized } from './status.ts';

/** Finds out who asks. Like Kubernetes it answers 401 over HTTP for a bad certificate: TLS itself lets it pass. */
export class Authenticator {
  readonly #ca: X509Certificate;
  readonly #tokens: BearerTokens;
  readonly #clock: Clock;

  constructor({ caPem, tokens, clock }: { caPem: string; tokens: BearerTokens; clock: Clock }) {
    this.#ca = new X509Certificate(caPem);
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /** Throws a 401 StatusError for credentials that are wrong; no credentials (or Basic ones) are anonymous. */
  authenticate(request: IncomingMessage): UserInfo {
    const certificate =
      request.socket instanceof TLSSocket ? request.socket.getPeerX509Certificate() : undefined;
    const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (certificate === undefined && token === undefined) return ANONYMOUS;
    // One good credential is enough: a valid token beside a bad certificate is let in.
    const user =
      (certificate && this.#fromCertificate(certificate)) ??
      (token === undefined ? undefined : this.#tokens.find(token));
    if (user === undefined) throw unauthorized();
    return user;
  }

  #fromCertificate(certificate: X509Certificate): UserInfo | undefined {
    const now = this.#clock.now().getTime();
    const isCurrent = Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
    if (!isCurrent || !certificate.checkIssued(this.#ca) || !certificate.verify(this.#ca.publicKey))
      return undefined;
    const subject = certificate.subject.split('\n').map((line) => line.split('='));
    const valuesOf = (key: string) =>
      subject.filter(([name]) => name === key).map(([, ...value]) => value.join('='));
    const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
    return authenticated(valuesOf('CN')[0] ?? '', valuesOf('O'), {
      extra: { 'authentication.kubernetes.io/credential-id': [`X509SHA256=${fingerprint}`] },
    });
  }
}
