import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAllowed } from '../rbac/authorize.ts';
import { authenticated, type UserInfo } from '../rbac/user-info.ts';
import type { ApiState } from './api-state.ts';
import { StatusError } from './status.ts';

/** The user a request acts as: the one named by Impersonate-User, for those who may. Throws 403 for others. */
export function impersonated(
  state: ApiState,
  { message, response }: { message: IncomingMessage; response: ServerResponse },
  user: UserInfo,
): UserInfo {
  const name = message.headers['impersonate-user'];
  if (typeof name !== 'string' || name === '') return user;
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  const question = {
    kind: 'resource' as const,
    verb: 'impersonate',
    group: '',
    plural: account === undefined ? 'users' : 'serviceaccounts',
    name: account ?? name,
    ...(namespace === undefined ? {} : { namespace }),
  };
  if (!isAllowed(state.store, user, question)) {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    throw new StatusError(403, {
      message: `${question.plural} "${question.name}" is forbidden: User "${user.name}" cannot impersonate resource "${question.plural}" in API group "" ${where}`,
      reason: 'Forbidden',
      details: { name: question.name, kind: question.plural },
    });
  }
  const groups = String(message.headers['impersonate-group'] ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');
  const accountGroups =
    namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return authenticated(name, [...accountGroups, ...groups]);
}
