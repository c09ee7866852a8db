import { describe, expect, it } from 'vitest';
import { CONNECTION_HEADER, ROUTES, targetHeaders, targetPath } from './http-routes.ts';

describe('where a target lives', () => {
  it.each([
    [{ kind: 'host' }, '/api/host', {}],
    [{ kind: 'member', name: 'member-a' }, '/api/members/member-a', {}],
    [{ kind: 'member', name: 'a/../b?c' }, '/api/members/a%2F..%2Fb%3Fc', {}],
    [{ kind: 'connection', sealed: 'eyJ…' }, '/api/connection', { [CONNECTION_HEADER]: 'eyJ…' }],
  ] as const)('%o is at %s', (target, path, headers) => {
    expect(targetPath(target)).toBe(path);
    expect(targetHeaders(target)).toEqual(headers);
  });

  it('never puts a sealed connection into a path', () => {
    const target = { kind: 'connection', sealed: 'sealed-text' } as const;
    const paths = [ROUTES.overview, ROUTES.configuration, ROUTES.plan, ROUTES.installerLog].map((route) =>
      route(target),
    );
    expect(paths.filter((path) => path.includes(target.sealed))).toEqual([]);
  });
});
