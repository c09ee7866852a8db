import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createRequestGuard } from './request-guard.ts';

function heard(headers: Record<string, string>) {
  const socket = new Socket();
  Object.defineProperty(socket, 'localPort', { value: 8711 });
  return { headers, socket };
}
const local = createRequestGuard({ isExposed: false });
const exposed = createRequestGuard({ isExposed: true });
const proxied = createRequestGuard({ isExposed: true, publicUrl: new URL('https://flotilla.example.org') });
const developed = createRequestGuard({ isExposed: false, devOrigin: new URL('http://127.0.0.1:5173') });

describe('isOurHost', () => {
  it.each(['127.0.0.1:8711', 'localhost:8711', '[::1]:8711', '127.0.0.9:8711'])('knows %s', (host) => {
    expect(local.isOurHost(heard({ host }))).toBe(true);
  });
  it.each([
    'evil.example:8711',
    '127.0.0.1:80',
    '127.0.0.1',
    'localhost.evil.example:8711',
    '10.0.0.5:8711',
    '',
    'a b',
    '127.0.0.1:8711@x',
  ])('refuses "%s"', (host) => {
    expect(local.isOurHost(heard({ host }))).toBe(false);
  });
  it('takes any address, but no unknown name, when bound beyond loopback', () => {
    const hosts = [
      '192.168.1.5:9000',
      '127.0.0.1:8080',
      'localhost:1',
      'evil.example:8711',
      'flotilla.example.org',
    ];
    expect(hosts.map((host) => exposed.isOurHost(heard({ host })))).toEqual([true, true, true, false, false]);
    expect(proxied.isOurHost(heard({ host: 'flotilla.example.org' }))).toBe(true);
  });
  it('takes the dev server only when there is one', () => {
    const request = heard({ host: '127.0.0.1:5173' });
    expect([local.isOurHost(request), developed.isOurHost(request)]).toEqual([false, true]);
  });
});

describe('isOurPage', () => {
  const host = '127.0.0.1:8711';
  const cases: readonly [string, Record<string, string>, boolean][] = [
    ['a script without browser headers', {}, true],
    ['a page of ours', { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, true],
    ['an address typed in', { 'sec-fetch-site': 'none' }, true],
    ['another site', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['another site without fetch metadata', { origin: 'http://evil.example' }, false],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
  ];
  it.each(cases)('judges %s', (_name, headers, answer) => {
    expect(local.isOurPage(heard({ host, ...headers }))).toBe(answer);
  });
  it('takes pages of the dev server', () => {
    const request = heard({ host, origin: 'http://127.0.0.1:5173', 'sec-fetch-site': 'same-origin' });
    expect([local.isOurPage(request), developed.isOurPage(request)]).toEqual([false, true]);
  });
});
