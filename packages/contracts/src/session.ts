import { z } from './zod.ts';

/** `POST /api/session`: exchanges the token of the printed link (one use) or the configured login token for a cookie. */
export const openSessionSchema = z.object({ token: z.string().check(z.minLength(1), z.maxLength(512)) });
export type OpenSession = z.infer<typeof openSessionSchema>;

/** `GET /api/session`: who is asking and what kind of installation this is. */
export const sessionSchema = z.object({
  id: z.string(),
  expiresAt: z.string(),
  version: z.string(),
  sandbox: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
