import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { CertificatePair } from '../../certificates/cluster-pki.ts';
import { listen } from '../listen.ts';
import type { ContainerLog } from './container-log.ts';

export interface LogSource {
  /** The running container's log, or why there is none (the text of a 400). */
  find(pod: { namespace: string; name: string; container: string; previous: boolean }): ContainerLog | string;
}

export interface KubeletServer extends AsyncDisposable {
  readonly port: number;
}

const LOG_PATH = /^\/containerLogs\/([^/]+)\/([^/]+)\/([^/]+)$/;

/** Serves the kubelet's log API over TLS: `GET /containerLogs/{namespace}/{pod}/{container}?follow&tailLines&…`. */
export async function startKubeletServer({
  certificate,
  logs,
  address,
}: {
  certificate: CertificatePair;
  logs: LogSource;
  address: string;
}): Promise<KubeletServer> {
  const closing = new AbortController();
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.keyPem },
    (request, response) => {
      answer(request, response, { logs, closing: closing.signal }).catch(() => {
        // The reader has left in mid-stream; nobody is there to be told.
        response.destroy();
      });
    },
  );
  const port = await listen(server, address);
  return {
    port,
    async [Symbol.asyncDispose]() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { logs, closing }: { logs: LogSource; closing: AbortSignal },
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://kubelet');
  const [, namespace, name, container] = LOG_PATH.exec(decodeURIComponent(url.pathname)) ?? [];
  if (request.method !== 'GET' || !namespace || !name || !container) {
    if (url.pathname === '/healthz') response.end('ok');
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    return;
  }
  const query = parseLogQuery(url.searchParams);
  const found = logs.find({ namespace, name, container, previous: query.previous });
  if (typeof found === 'string') {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(found);
    return;
  }

  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, closing]);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  for await (const chunk of found.read(query, { signal })) {
    // The kubelet writes only as fast as it is read: that is what makes a slow viewer slow the whole way down.
    if (!response.write(chunk) && !signal.aborted) await once(response, 'drain', { signal });
  }
  response.end();
}

function parseLogQuery(query: URLSearchParams) {
  const sinceTime = query.get('sinceTime');
  const sinceSeconds = numberOf(query.get('sinceSeconds'));
  const since = sinceTime
    ? new Date(sinceTime)
    : sinceSeconds === undefined
      ? undefined
      : new Date(Date.now() - sinceSeconds * 1000);
  return {
    follow: isTrue(query.get('follow')),
    timestamps: isTrue(query.get('timestamps')),
    previous: isTrue(query.get('previous')),
    since,
    tailLines: numberOf(query.get('tailLines')),
    limitBytes: numberOf(query.get('limitBytes')),
  };
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

function numberOf(value: string | null): number | undefined {
  return value === null || value === '' ? undefined : Number(value);
}
