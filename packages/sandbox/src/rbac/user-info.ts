/** Who asks, as authentication found out. */
export interface UserInfo {
  name: string;
  groups: readonly string[];
  uid?: string;
  extra?: Record<string, string[]>;
}

export const ANONYMOUS: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Adds the group every authenticated user is in. */
export function authenticated(
  name: string,
  groups: readonly string[],
  more: Omit<UserInfo, 'name' | 'groups'> = {},
): UserInfo {
  return { name, groups: [...groups, 'system:authenticated'], ...more };
}

export function serviceAccountUser(namespace: string, name: string, uid: string): UserInfo {
  return authenticated(
    `system:serviceaccount:${namespace}:${name}`,
    ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    {
      uid,
    },
  );
}
