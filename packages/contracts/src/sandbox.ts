import { z } from './zod.ts';

/** `GET /api/sandbox`: only in a sandbox installation, else `sandbox.unavailable`. Its kubeconfigs are throw-away credentials of virtual clusters. */
export const sandboxStateSchema = z.object({
  speed: z.number(),
  clusters: z.array(
    z.object({
      name: z.string(),
      /** A code the UI words: what this cluster is there to show. */
      story: z.string(),
      kubernetesVersion: z.optional(z.nullable(z.string())),
      kubesphereVersion: z.optional(z.nullable(z.string())),
      server: z.string(),
      kubeconfigs: z.array(z.object({ id: z.string(), kind: z.string(), kubeconfig: z.string() })),
      faults: z.array(z.string()),
      availableFaults: z.array(z.string()),
      /** What can be made to happen once. */
      availableEvents: z.array(z.string()),
    }),
  ),
});
export type SandboxState = z.infer<typeof sandboxStateSchema>;

export const setSandboxSpeedSchema = z.object({ speed: z.number().check(z.minimum(0.1), z.maximum(1000)) });
export const setSandboxFaultsSchema = z.object({ faults: z.array(z.string()) });
export const sandboxEventSchema = z.object({ event: z.string().check(z.regex(/^[a-z-]{1,60}$/)) });
