import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createNumberedLog } from './numbered-log.ts';
import { stampedNow } from './timed-line.ts';

// The log side of a kubelet, in a process of its own so that no reader shares its time.
// Arguments: a folder with tls.crt and tls.key, how many lines the log has, how many lines a second the paced one gets.
const [folder = '', lines = '', pace = ''] = process.argv.slice(2);
const log = createNumberedLog(Number(lines), new Date(Date.now() - 3_600_000));
const PACED_EVERY_MS = 10;

const server = createServer(
  { cert: readFileSync(`${folder}/tls.crt`), key: readFileSync(`${folder}/tls.key`) },
  (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'https://kubelet');
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
    const serve = pathname.includes('/paced-') ? servePaced : serveWhole;
    serve(searchParams, response).catch(() => response.destroy());
  },
);

/** A follow from the beginning ends with the log, as that of a finished container; one from later on waits for more. */
async function serveWhole(query: URLSearchParams, response: ServerResponse): Promise<void> {
  const since = query.get('sinceTime');
  const tail = query.get('tailLines');
  const first =
    since === null ? Math.max(0, tail === null ? 0 : log.lines - Number(tail)) : log.lineSince(since);
  const end = since === null || !query.has('follow');
  await pipeline(Readable.from(log.chunks(first, query.has('timestamps'))), response, { end });
}

/** Lines at an even pace, each telling the moment it was written. */
async function servePaced(query: URLSearchParams, response: ServerResponse): Promise<void> {
  const perTurn = (Number(pace) * PACED_EVERY_MS) / 1_000;
  const began = performance.now();
  for (let written = 0; !response.closed && query.has('follow');) {
    const due = Math.floor(((performance.now() - began) / PACED_EVERY_MS) * perTurn);
    for (; written < due; written += 1) response.write(stampedNow(query.has('timestamps')));
    await wait(PACED_EVERY_MS);
  }
  if (!response.closed) response.end();
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
