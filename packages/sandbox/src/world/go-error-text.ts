import { X509Certificate } from 'node:crypto';
import { isObject, stringAt } from '../api-server/json.ts';

interface FailedRequest {
  method: string;
  url: string;
  now: Date;
}

/** What Go's http client says where Node says `error`: `Get "https://…": dial tcp …: connect: connection refused`. */
export function toGoErrorText(error: unknown, { method, url, now }: FailedRequest): string {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return `${verb} "${url}": ${toGoReason(rootOf(error), new URL(url), now)}`;
}

function rootOf(error: unknown): unknown {
  // A host with several addresses fails with a list; the last try is what Go reports.
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors.at(-1));
  if (error instanceof Error && error.cause !== undefined && stringAt(error, 'code') === undefined)
    return rootOf(error.cause);
  return error;
}

function toGoReason(error: unknown, url: URL, now: Date): string {
  const code = isObject(error) ? (stringAt(error, 'code') ?? '') : '';
  const port = url.port || '443';
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ECONNREFUSED':
      return `dial tcp ${url.hostname}:${port}: connect: connection refused`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `dial tcp: lookup ${url.hostname}: no such host`;
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'net/http: TLS handshake timeout';
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
    case 'CERT_HAS_EXPIRED':
      return `x509: certificate has expired or is not yet valid: current time ${toSeconds(now)} is after ${toSeconds(expiryOf(error) ?? now)}`;
    case 'CERT_NOT_YET_VALID':
      return `x509: certificate has expired or is not yet valid: current time ${toSeconds(now)} is before the certificate's start`;
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'CERT_SIGNATURE_FAILURE':
      return 'x509: certificate signed by unknown authority';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `x509: certificate is valid for ${namesIn(message)}, not ${url.hostname}`;
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return 'http: server gave HTTP response to HTTPS client';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'EOF';
    default:
      return message;
  }
}

function namesIn(message: string): string {
  const altNames = /altnames: (.*)$/.exec(message)?.[1] ?? '';
  return altNames
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .join(', ');
}

function expiryOf(error: unknown): Date | undefined {
  const raw = isObject(error) && isObject(error['cert']) ? error['cert']['raw'] : undefined;
  return raw instanceof Uint8Array ? new Date(new X509Certificate(raw).validTo) : undefined;
}

function toSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
