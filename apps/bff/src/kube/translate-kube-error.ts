import { fieldAt, textAt } from '../object-fields.ts';
import { KubeFailure, type KubeFailureKind } from '../ports/kube.ts';
import { redactRaw } from './redact-raw.ts';

/** Node's, OpenSSL's and undici's codes; as recorded against real servers. */
const KIND_BY_CODE: Readonly<Record<string, KubeFailureKind>> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-failed',
  ESERVFAIL: 'dns-failed',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  EINVAL: 'unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-unknown-authority',
  CERT_SIGNATURE_FAILURE: 'tls-unknown-authority',
  CERT_UNTRUSTED: 'tls-unknown-authority',
  INVALID_CA: 'tls-unknown-authority',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-plain-http',
  ERR_SSL_HTTP_REQUEST: 'tls-plain-http',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'tls-client-key-mismatch',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'timeout',
};

/** The error that says why: fetch and happy eyeballs wrap the real one in `cause` or `errors`. */
function innermost(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 6; depth += 1) {
    const inner: unknown =
      current instanceof AggregateError ? current.errors.at(0) : fieldAt(current, 'cause');
    if (!(inner instanceof Error)) return current;
    current = inner;
  }
  return current;
}

/** Classifies a Node, OpenSSL or undici error code; `message` decides where one code means several things. */
export function kindOfCode(code: string, message: string): KubeFailureKind {
  if (/wrong version number|packet length too long|http request/i.test(message)) return 'tls-plain-http';
  const known = KIND_BY_CODE[code];
  if (known) return known;
  if (/^(ERR_SSL|ERR_TLS|ERR_OSSL|CERT_|EPROTO)/.test(code)) return 'tls-failed';
  if (code.startsWith('HPE_')) return 'unexpected-answer';
  return 'other';
}

/** Anything thrown while talking to an API server, in our words. After an abort the signal's own reason is the answer. */
export function toKubeFailure(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof KubeFailure) return error;
  const inner = innermost(error);
  const message = inner instanceof Error ? inner.message : String(inner);
  const isTimeout = inner instanceof Error && inner.name === 'TimeoutError';
  const kind = isTimeout ? 'timeout' : kindOfCode(textAt(inner, 'code') ?? '', message);
  return new KubeFailure(kind, redactRaw(message), { cause: error });
}

function kindOfStatus(status: number, reason: string | undefined): KubeFailureKind {
  if (reason === 'AlreadyExists') return 'already-exists';
  switch (status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return 'invalid';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'gone';
    case 429:
      return 'throttled';
    case 504:
      return 'timeout';
    default:
      return status >= 500 ? 'server-error' : 'unexpected-answer';
  }
}

/**
 * What an admission webhook has to do with it. A denial has whatever code and reason the webhook chose, 403 among them, so only Kubernetes' own words
 * tell it from a right that is missing.
 */
function admissionOf(message: string): { kind: KubeFailureKind; webhook: string } | undefined {
  const denied = /^admission webhook "([^"]+)" denied the request/.exec(message)?.[1];
  if (denied !== undefined) return { kind: 'admission-denied', webhook: denied };
  const failed = /^Internal error occurred: failed calling webhook "([^"]+)"/.exec(message)?.[1];
  return failed === undefined ? undefined : { kind: 'admission-unavailable', webhook: failed };
}

/** The body of a failed answer, usually a Status; a missing API group answers in plain text. */
export function failureOfAnswer(status: number, body: string, retryAfter?: string): KubeFailure {
  const parsed = tryParseJson(body);
  const raw = textAt(parsed, 'message') ?? (body.trim() || `HTTP ${status}`);
  const seconds = Number(retryAfter);
  const admission = admissionOf(raw);
  const kind = admission?.kind ?? kindOfStatus(status, textAt(parsed, 'reason'));
  return new KubeFailure(kind, redactRaw(raw), {
    status,
    ...(admission !== undefined && { params: { webhook: admission.webhook } }),
    ...(retryAfter !== undefined && Number.isFinite(seconds) && { retryAfterMs: seconds * 1_000 }),
  });
}

/** undefined for text that is not JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer of its own here: "404 page not found" comes as text/plain.
    return undefined;
  }
}
