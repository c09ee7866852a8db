import { preparationPlanSchema, preparationRoleSchema } from '@flotilla/kubesphere';
import { z } from './zod.ts';

/** `POST …/plan`: carries out the plan that was shown, and only that one. */
export const applyPlanSchema = z.object({
  role: preparationRoleSchema,
  digest: z.string().check(z.minLength(1), z.maxLength(128)),
});
export type ApplyPlan = z.infer<typeof applyPlanSchema>;

/** The plan as it stands after the write: `applied` or, when facts agree at once, `prepared`. `appliedAt` starts the run that belongs to it. */
export const appliedPlanSchema = z.object({ plan: preparationPlanSchema, appliedAt: z.string() });
export type AppliedPlan = z.infer<typeof appliedPlanSchema>;
