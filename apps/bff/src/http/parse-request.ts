import { CONNECTION_HEADER } from '@flotilla/contracts';
import { targetSchema, type Target } from '@flotilla/kubesphere';
import type * as z from 'zod/mini';
import { ProblemError } from '../problem-error.ts';
import type { Ask } from './caller.ts';

/** A foreign value by its schema, or `request.invalid` with every issue. Values are not repeated: they may be secret. */
export function parseRequest<T extends z.ZodMiniType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError('request.invalid', {
    detail: 'The request does not fit the contract.',
    issues: parsed.error.issues.map(({ path }) => ({
      code: 'request.invalid-field',
      severity: 'error',
      path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    })),
  });
}

/** Which cluster a `/api/host`, `/api/members/:name` or `/api/connection` request is about. */
export function readTarget(request: Ask): Target {
  if (request.path.startsWith('/api/host/')) return { kind: 'host' };
  const { name } = request.params;
  if (name !== undefined) return parseRequest(targetSchema, { kind: 'member', name });
  return parseRequest(targetSchema, { kind: 'connection', sealed: request.get(CONNECTION_HEADER) });
}
