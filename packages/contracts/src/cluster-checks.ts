import { targetSchema } from '@flotilla/kubesphere';
import { z } from './zod.ts';

/** `POST /api/cluster-checks` and `stream:open` of kind `checks`. `name`: the name it is to be imported under, if it is to be judged. */
export const checkRequestSchema = z.object({
  target: targetSchema,
  name: z.optional(z.string().check(z.maxLength(253))),
});
export type CheckRequest = z.infer<typeof checkRequestSchema>;
