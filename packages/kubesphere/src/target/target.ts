import * as z from 'zod/mini';

/** Names a cluster on the wire: the host, a member that is already imported, or a pasted connection that was sealed by the BFF. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host') }),
  z.object({ kind: z.literal('member'), name: z.string().check(z.minLength(1), z.maxLength(253)) }),
  z.object({ kind: z.literal('connection'), sealed: z.string().check(z.minLength(1), z.maxLength(65_536)) }),
]);
export type Target = z.infer<typeof targetSchema>;
