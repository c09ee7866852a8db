import { issueSchema } from '@flotilla/kubesphere';
import { storedConfigurationSchema } from './problem.ts';
import { z } from './zod.ts';

/**
 * `PUT …/configuration`. `base` is what the text was made from, as it was read. A write is accepted when object and `specDigest` are still the same (the
 * installer patches status, which moves `resourceVersion` alone); else it is a conflict, never an overwrite.
 */
export const writeConfigurationSchema = z.object({
  yaml: z.string().check(z.maxLength(1_048_576)),
  base: z.object({ uid: z.string(), resourceVersion: z.string(), specDigest: z.string() }),
  dryRun: z.optional(z.boolean()),
});
export type WriteConfiguration = z.infer<typeof writeConfigurationSchema>;

/** The stored text after the write (or the text as the server would store it, with `dryRun`), and warnings. */
export const writtenConfigurationSchema = z.object({
  stored: storedConfigurationSchema,
  issues: z.array(issueSchema),
});
export type WrittenConfiguration = z.infer<typeof writtenConfigurationSchema>;
