import * as z from 'zod/mini';

export const preparationRoleSchema = z.enum(['host', 'member']);
export type PreparationRole = z.infer<typeof preparationRoleSchema>;

/** One field that will change. For a secret the values are fingerprints, never the text. */
export const plannedChangeSchema = z.object({
  path: z.array(z.string()),
  from: z.optional(z.string()),
  to: z.string(),
  secret: z.boolean(),
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** Why a plan cannot be carried out. */
export const PLAN_OBSTACLES = [
  'not-installed',
  'generations-differ',
  'configuration-missing',
  'is-host-already',
  'is-member-already',
  'same-as-host',
  'host-not-prepared',
  'host-jwt-secret-unreadable',
  'forbidden',
] as const;
export type PlanObstacle = (typeof PLAN_OBSTACLES)[number];

/** What the reader should know before applying. */
export const PLAN_RISKS = [
  'installer-reruns',
  'components-restart',
  'manual-changes-lost',
  'host-role-is-permanent',
  'sessions-end',
  'installer-is-busy',
  'kubernetes-untested',
] as const;
export type PlanRisk = (typeof PLAN_RISKS)[number];

/** The facts that must hold before a step is done; a banner in a log is not one of them. */
export const PROOF_IDS = [
  'configuration-role',
  'configuration-jwt-secret',
  'effective-role',
  'effective-jwt-secret',
  'token-max-age',
  'multicluster-enabled',
  'multicluster-status',
  'host-cluster',
  'apiserver-answers',
] as const;
export const proofSchema = z.object({
  id: z.enum(PROOF_IDS),
  met: z.boolean(),
  /** What was found instead, fit to be shown (fingerprints, never secrets). */
  found: z.optional(z.string()),
});
export type Proof = z.infer<typeof proofSchema>;
export type ProofId = Proof['id'];

/**
 * `prepared`: all proofs met. `applied`: the configuration says so already, the effect is awaited. `needed`: `changes` must be written.
 * `not-needed`: KubeSphere 4 takes members as it is. `impossible`: see `obstacles`.
 */
export const preparationPlanSchema = z.object({
  role: preparationRoleSchema,
  state: z.enum(['prepared', 'applied', 'needed', 'not-needed', 'impossible']),
  release: z.optional(z.string()),
  changes: z.array(plannedChangeSchema),
  obstacles: z.array(z.enum(PLAN_OBSTACLES)),
  risks: z.array(z.enum(PLAN_RISKS)),
  proofs: z.array(proofSchema),
  /** The ClusterConfiguration's YAML as it is and as it would be, secrets masked; equal when nothing changes. */
  before: z.string(),
  after: z.string(),
  base: z.optional(z.object({ uid: z.string(), resourceVersion: z.string() })),
  /** What to send back when applying: the plan is refused as stale if it would be another one by then. */
  digest: z.string(),
  /** The equivalent shell line; the secret stands as a placeholder. */
  kubectl: z.string(),
});
export type PreparationPlan = z.infer<typeof preparationPlanSchema>;
