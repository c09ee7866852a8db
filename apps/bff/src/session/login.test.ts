import { describe, expect, it } from 'vitest';
import { createLogin } from './login.ts';

describe('the link token', () => {
  it('opens one session, is replaced by another, and is remembered as used', () => {
    const links: string[] = [];
    const login = createLogin({ loginToken: undefined, onNewLink: (token) => void links.push(token) });
    const first = login.linkToken() ?? '';
    expect(login.exchange('guess')).toBe('token-wrong');
    expect(links).toEqual([]);
    expect(login.exchange(first)).toBe('opened');
    expect(login.exchange(first)).toBe('link-used');
    expect(links).toEqual([login.linkToken()]);
    expect(login.exchange(links[0] ?? '')).toBe('opened');
  });
});

describe('a configured login token', () => {
  it('opens any number of sessions and no link is printed', () => {
    const links: string[] = [];
    const login = createLogin({
      loginToken: 'correct horse battery',
      onNewLink: (token) => void links.push(token),
    });
    expect(login.linkToken()).toBeUndefined();
    expect(['correct horse battery', 'correct horse battery', 'wrong'].map(login.exchange)).toEqual([
      'opened',
      'opened',
      'token-wrong',
    ]);
    expect(links).toEqual([]);
  });
});
