import { issueSchema } from '@flotilla/kubesphere';
import { z } from './zod.ts';

/** `POST /api/connections`. The text is judged, reduced to one context, sealed and forgotten; it is never stored, logged or sent back. */
export const sealConnectionSchema = z.object({
  /** At most 1 MiB, judged by the kubeconfig parser so that it has its own code; a request over 1.5 MB never gets that far. */
  kubeconfig: z.string(),
  context: z.optional(z.string().check(z.maxLength(512))),
});
export type SealConnection = z.infer<typeof sealConnectionSchema>;

/** What may be shown of a connection. */
export const connectionSummarySchema = z.object({
  context: z.string(),
  server: z.string(),
  user: z.enum(['certificate', 'token', 'basic']),
  insecureSkipTlsVerify: z.boolean(),
  hasCertificateAuthority: z.boolean(),
  credentialExpiresAt: z.optional(z.string()),
  /** Size of the kubeconfig that would be stored, in bytes. */
  kubeconfigBytes: z.int(),
});
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>;

/** `sealed` is opaque (JWE), bound to the session that made it and valid until `expiresAt`. */
export const sealedConnectionSchema = z.object({
  sealed: z.string(),
  expiresAt: z.string(),
  summary: connectionSummarySchema,
  issues: z.array(issueSchema),
});
export type SealedConnection = z.infer<typeof sealedConnectionSchema>;
