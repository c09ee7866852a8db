import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff } from '../test/start-test-bff.ts';
import { loadWeb } from './spa.ts';

const PAGE = '<!doctype html><title>Flotilla</title>';
const SCRIPT = 'console.log("flotilla");'.repeat(200);

describe('the web', () => {
  let bff: TestBff;
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'flotilla-web-'));
    await mkdir(join(dir, 'web', 'assets'), { recursive: true });
    await writeFile(join(dir, 'outside.txt'), 'outside');
    await writeFile(join(dir, 'web', 'index.html'), PAGE);
    await writeFile(join(dir, 'web', 'assets', 'app-1a2b.js'), SCRIPT);
    bff = await startTestBff({ clusters: ['host'], webDir: join(dir, 'web') });
  });
  afterAll(async () => {
    await bff[Symbol.asyncDispose]();
    await rm(dir, { recursive: true });
  });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${bff.url}${path}`, { headers });
  const asPage = { accept: 'text/html,application/xhtml+xml' };

  it.each(['/', '/index.html', '/open', '/clusters/member-a'])(
    'answers %s with the app, to be revalidated',
    async (path) => {
      const response = await ask(path, asPage);
      expect([response.status, await response.text()]).toEqual([200, PAGE]);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
      const etag = response.headers.get('etag') ?? '';
      expect((await ask(path, { ...asPage, 'if-none-match': etag })).status).toBe(304);
    },
  );

  it.each(['/', '/clusters/member-a'])(
    'answers %s with the app for those who take anything',
    async (path) => {
      const response = await ask(path, { accept: '*/*' });
      expect([response.status, await response.text()]).toEqual([200, PAGE]);
    },
  );

  it('answers hashed assets for ever, compressed for those who take it', async () => {
    const gzipped = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
    expect([gzipped.headers.get('content-encoding'), await gzipped.text()]).toEqual(['gzip', SCRIPT]);
    expect(gzipped.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(gzipped.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const plain = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'identity' });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
  });

  it.each([
    ['an asset that is gone', '/assets/old-9f9f.js', asPage],
    ['a file that is gone, for those who take anything', '/robots.txt', { accept: '*/*' }],
    ['the live address', '/live/', { accept: '*/*' }],
    ['a file that is no page', '/favicon.svg', { accept: 'image/*' }],
    ['a way out of the directory', '/..%2foutside.txt', { accept: '*/*' }],
    ['an API address', '/api/nowhere', asPage],
  ])('does not answer %s with the app', async (_name, path, headers) => {
    const response = await ask(path, headers);
    expect([response.status >= 400, (await response.text()).includes('outside')]).toEqual([true, false]);
  });

  it('says what to do when it was not built', async () => {
    await expect(loadWeb(join(dir, 'nothing'))).rejects.toThrow('build the web first');
  });
});
