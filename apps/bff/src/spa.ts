import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UserError } from './user-error.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|manifest)|image\/svg|font\/ttf)/;
/** Below this a compressed answer saves no packet. */
const MIN_COMPRESSED_BYTES = 1_400;
/** Vite puts a hash of the contents into the names of everything under `assets/`. */
const HASHED = /^\/assets\//;

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer | undefined;
}

export type ServeWeb = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves a built web from memory: the files found now and no other path, so there is nothing to traverse. Hashed assets for ever, the rest revalidated;
 * every address a browser navigates to is the app's, which routes by itself. Rejects with UserError when there is no build.
 */
export async function loadWeb(webDir: string): Promise<ServeWeb> {
  const assets = new Map(await loadAssets(webDir));
  const page = assets.get('/index.html');
  if (page === undefined)
    throw new UserError(`${webDir} holds no index.html: build the web first, or leave --web-dir out.`);
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const path = pathOf(request.url ?? '/');
    const asset = assets.get(path) ?? (isNavigation(request, path) ? page : undefined);
    if (asset === undefined) return next();
    send(asset, request, response);
  };
}

async function loadAssets(webDir: string): Promise<[string, Asset][]> {
  const entries = await readdir(webDir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file): Promise<[string, Asset]> => {
      const path = file.slice(webDir.replace(/\/$/, '').length).replaceAll('\\', '/');
      return [path, await toAsset(path, await readFile(file))];
    }),
  );
}

async function toAsset(path: string, plain: Buffer): Promise<Asset> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const isWorthIt = COMPRESSIBLE.test(type) && plain.byteLength >= MIN_COMPRESSED_BYTES;
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    cacheControl: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain,
    gzipped: isWorthIt ? await promisify(gzip)(plain) : undefined,
  };
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '/');
  } catch {
    // A malformed escape names no file of ours.
    return '/';
  }
}

/** A browser says that it wants a page. Others take anything: they get it where the address cannot mean a file. */
function isNavigation(request: IncomingMessage, path: string): boolean {
  if (path.startsWith('/live') || HASHED.test(path)) return false;
  const { accept = '*/*' } = request.headers;
  return accept.includes('text/html') || (accept.includes('*/*') && extname(path) === '');
}

function send(asset: Asset, request: IncomingMessage, response: ServerResponse): void {
  const isGzipped =
    asset.gzipped !== undefined && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = isGzipped && asset.gzipped !== undefined ? asset.gzipped : asset.plain;
  response.setHeader('etag', asset.etag);
  response.setHeader('cache-control', asset.cacheControl);
  response.setHeader('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === asset.etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', asset.type);
  response.setHeader('content-length', body.byteLength);
  if (isGzipped) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
}
