import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { failure, type KubeStatus } from './status.ts';

// Kubernetes compresses bodies of 128 KiB and more for clients that accept it; smaller ones never.
const GZIP_FROM_BYTES = 128 * 1024;
const gzipAsync = promisify(gzip);

export function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('Audit-Id', randomUUID());
  response.setHeader('Cache-Control', 'no-cache, private');
}

export async function answerJson(response: ServerResponse, code: number, body: unknown): Promise<void> {
  const text = Buffer.from(JSON.stringify(body));
  const canCompress =
    text.length >= GZIP_FROM_BYTES && /\bgzip\b/.test(String(response.req.headers['accept-encoding'] ?? ''));
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json');
  if (!canCompress) return end(response, code, text);
  const packed = await gzipAsync(text, { level: 1 });
  response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Vary', 'Accept-Encoding');
  end(response, code, packed);
}

export function answerText(response: ServerResponse, code: number, text: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  end(response, code, Buffer.from(text));
}

/** The text a Go server gives for a path nobody serves; not JSON, which trips naive clients. */
export function answerPageNotFound(response: ServerResponse): void {
  answerText(response, 404, '404 page not found\n');
}

export function answerStatus(response: ServerResponse, status: KubeStatus): void {
  const retryAfter = status.details?.retryAfterSeconds;
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  response.setHeader('Content-Type', 'application/json');
  end(response, status.code ?? 200, Buffer.from(JSON.stringify(status)));
}

/** The last resort for a bug in the sandbox itself: a client must see an error, not a hanging request. */
export function answerBug(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  answerStatus(response, failure(500, { message: `sandbox: ${String(error)}`, reason: 'InternalError' }));
}

function end(response: ServerResponse, code: number, body: Buffer): void {
  response.statusCode = code;
  response.setHeader('Content-Length', body.length);
  response.end(body);
}
