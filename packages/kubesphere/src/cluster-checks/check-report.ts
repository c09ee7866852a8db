import * as z from 'zod/mini';
import { issueSchema } from '../issue.ts';
import { CHECK_CODES } from './check-code.ts';
import { checkIdSchema } from './check-id.ts';

export const checkStateSchema = z.enum(['pass', 'warn', 'fail', 'skipped']);
export type CheckState = z.infer<typeof checkStateSchema>;

/**
 * One row of the verdict. `params` fill the words chosen by `code`; `raw` is the foreign error text (redacted, at most 2 KB);
 * `commands` are shell lines the reader may copy; `durationMs` is how long the cluster took to answer.
 */
export const checkRowSchema = z.object({
  id: checkIdSchema,
  state: checkStateSchema,
  code: z.enum(CHECK_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  durationMs: z.optional(z.number()),
  raw: z.optional(z.string()),
  commands: z.optional(z.array(z.string())),
  /** Set on `skipped` rows: the failed check that made this one pointless. */
  blockedBy: z.optional(checkIdSchema),
  /** Set on `kubeconfig.hazard`: the findings themselves. */
  issues: z.optional(z.array(issueSchema)),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

/**
 * `ready`: may be imported as it is. `needs-preparation`: everything works, but role, jwtSecret or their effect are missing and
 * Flotilla can set them. `needs-host`: the host itself must be prepared first. `refused`: something must be repaired by hand.
 */
export const checkVerdictSchema = z.enum(['ready', 'needs-preparation', 'needs-host', 'refused']);
export type CheckVerdict = z.infer<typeof checkVerdictSchema>;

export const checkReportSchema = z.object({
  verdict: checkVerdictSchema,
  rows: z.array(checkRowSchema),
  startedAt: z.string(),
  durationMs: z.number(),
});
export type CheckReport = z.infer<typeof checkReportSchema>;
