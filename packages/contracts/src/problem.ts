import { checkReportSchema, issueSchema } from '@flotilla/kubesphere';
import { z } from './zod.ts';

/**
 * The only list of what can end a request. Status and retryability belong to the code, never to the place that throws it.
 * `retryable` means: the same request may succeed later without the user changing anything.
 */
export const PROBLEMS = {
  'request.invalid': { status: 400, retryable: false },
  'request.unsupported-type': { status: 415, retryable: false },
  'request.too-large': { status: 413, retryable: false },
  'request.not-found': { status: 404, retryable: false },
  'request.foreign-origin': { status: 403, retryable: false },
  'request.throttled': { status: 429, retryable: true },
  'session.required': { status: 401, retryable: false },
  'session.link-used': { status: 401, retryable: false },
  'session.token-wrong': { status: 401, retryable: false },
  'connection.expired': { status: 410, retryable: false },
  'connection.not-yours': { status: 403, retryable: false },
  'kubeconfig.refused': { status: 422, retryable: false },
  'address.refused': { status: 422, retryable: false },
  'cluster.unreachable': { status: 502, retryable: true },
  'cluster.timeout': { status: 504, retryable: true },
  'cluster.tls-failed': { status: 502, retryable: false },
  'cluster.unauthorized': { status: 502, retryable: false },
  'cluster.forbidden': { status: 403, retryable: false },
  'cluster.admission-denied': { status: 403, retryable: false },
  'cluster.admission-unavailable': { status: 502, retryable: true },
  'cluster.answered-with-error': { status: 502, retryable: true },
  'cluster.not-found': { status: 404, retryable: false },
  'cluster.kubeconfig-unusable': { status: 422, retryable: false },
  'cluster.invalid': { status: 422, retryable: false },
  'cluster.name-taken': { status: 409, retryable: false },
  'cluster.already-imported': { status: 409, retryable: false },
  'cluster.not-ready-for-import': { status: 409, retryable: false },
  'plan.stale': { status: 409, retryable: false },
  'plan.impossible': { status: 409, retryable: false },
  'configuration.invalid': { status: 422, retryable: false },
  'configuration.rejected': { status: 422, retryable: false },
  'configuration.conflict': { status: 409, retryable: false },
  'configuration.not-found': { status: 404, retryable: false },
  'log.pod-missing': { status: 404, retryable: true },
  'log.unavailable': { status: 502, retryable: true },
  'stream.too-many': { status: 429, retryable: true },
  'sandbox.unavailable': { status: 404, retryable: false },
  'server.stopping': { status: 503, retryable: true },
  internal: { status: 500, retryable: false },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS);

/** The other version, carried by `configuration.conflict` so that no further request is needed to show it. */
export const storedConfigurationSchema = z.object({
  yaml: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  /** Keyed digest of what an editor may change (spec, labels, annotations), secrets included: equal digests mean that nothing of it changed in between. */
  specDigest: z.string(),
  release: z.optional(z.string()),
});
export type StoredConfiguration = z.infer<typeof storedConfigurationSchema>;

/**
 * `application/problem+json` (RFC 9457) of every failed answer, and the shape inside a socket's refusal. `detail` is for logs and scripts, in English; the
 * UI words `code` with `params`. `raw` is a foreign error text, redacted.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.optional(z.string()),
  requestId: z.string(),
  retryable: z.boolean(),
  issues: z.optional(z.array(issueSchema)),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  raw: z.optional(z.string()),
  /** With `configuration.conflict`: what is stored now; null when the object is gone. */
  current: z.optional(z.nullable(storedConfigurationSchema)),
  /** With `cluster.not-ready-for-import`: the checks made at import. */
  report: z.optional(checkReportSchema),
});
export type Problem = z.infer<typeof problemSchema>;

/** Why a cluster does not answer, told inside a stream that goes on: worded like a problem, but no request ended by it. */
export const faultSchema = z.pick(problemSchema, { code: true, params: true, raw: true });
export type Fault = z.infer<typeof faultSchema>;
