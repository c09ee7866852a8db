import { PROBLEMS, type Fault, type Problem, type ProblemCode } from '@flotilla/contracts';
import { KubeFailure, type KubeFailureKind } from './ports/kube.ts';
import { ProblemError, type ProblemExtras } from './problem-error.ts';

/** What a cluster's failure means to the asker, where no use-case knew better. */
const PROBLEM_OF_FAILURE = {
  'dns-not-found': 'cluster.unreachable',
  'dns-failed': 'cluster.unreachable',
  refused: 'cluster.unreachable',
  unreachable: 'cluster.unreachable',
  closed: 'cluster.unreachable',
  timeout: 'cluster.timeout',
  'tls-unknown-authority': 'cluster.tls-failed',
  'tls-expired': 'cluster.tls-failed',
  'tls-not-yet-valid': 'cluster.tls-failed',
  'tls-name-mismatch': 'cluster.tls-failed',
  'tls-plain-http': 'cluster.tls-failed',
  'tls-client-key-mismatch': 'cluster.tls-failed',
  'tls-failed': 'cluster.tls-failed',
  unauthorized: 'cluster.unauthorized',
  forbidden: 'cluster.forbidden',
  'not-found': 'cluster.not-found',
  throttled: 'cluster.answered-with-error',
  'server-error': 'cluster.answered-with-error',
  'unexpected-answer': 'cluster.answered-with-error',
  other: 'cluster.answered-with-error',
  conflict: 'cluster.answered-with-error',
  'already-exists': 'cluster.answered-with-error',
  invalid: 'cluster.answered-with-error',
  gone: 'cluster.answered-with-error',
  'admission-denied': 'cluster.admission-denied',
  'admission-unavailable': 'cluster.admission-unavailable',
  'address-refused': 'address.refused',
  'kubeconfig-unusable': 'cluster.kubeconfig-unusable',
} as const satisfies Record<KubeFailureKind, ProblemCode>;

/** `unexpected` says that the error is a bug: log it once, for its message stays here. */
export interface ToldProblem {
  readonly problem: Problem;
  readonly unexpected: boolean;
}

/** The only place that turns something thrown into a problem; the HTTP sink and the live gateway share it. Never throws. */
export function toProblem(error: unknown, requestId: string): ToldProblem {
  const known = toProblemError(error);
  return known === undefined
    ? { problem: problemOf('internal', {}, requestId), unexpected: true }
    : { problem: problemOf(known.code, known.extras, requestId), unexpected: false };
}

/** The same as an error: what a use-case throws instead of a cluster's failure it cannot handle. */
export function toProblemError(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new ProblemError('cluster.timeout', {
      detail: 'The deadline of the request passed.',
      cause: error,
    });
  }
  if (!(error instanceof KubeFailure)) return undefined;
  const { code, ...extras } = toFault(error);
  return new ProblemError(code, { ...extras, cause: error });
}

/** `Fault` with all its members there. */
type Told = Fault & { readonly params: NonNullable<Fault['params']>; readonly raw: string };

/** A cluster's failure where nothing ends by it: a stream tells it and goes on. */
export function toFault({ kind, params, status, raw }: KubeFailure): Told {
  return {
    code: PROBLEM_OF_FAILURE[kind],
    params: { ...params, reason: kind, ...(status !== undefined && { status }) },
    raw,
  };
}

function problemOf(code: ProblemCode, extras: ProblemExtras, requestId: string): Problem {
  const { status, retryable } = PROBLEMS[code];
  const { detail, issues, params, raw, current, report } = extras;
  return {
    type: `urn:flotilla:problem:${code}`,
    title: code,
    status,
    code,
    requestId,
    retryable,
    ...(detail !== undefined && { detail }),
    ...(issues !== undefined && { issues }),
    ...(params !== undefined && { params }),
    ...(raw !== undefined && { raw }),
    ...(current !== undefined && { current }),
    ...(report !== undefined && { report }),
  };
}
