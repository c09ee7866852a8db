import { setMaxListeners } from 'node:events';
import { createSecureContext } from 'node:tls';
import { Agent, request, type Dispatcher } from 'undici';
import { isObject, listAt, stringAt } from '../api-server/json.ts';
import { parseKubeObject, type KubeObject } from '../api-server/kube-object.ts';
import { toGoErrorText } from './go-error-text.ts';
import type { KubeConnection } from './kube-connection.ts';
import { KubeError, KubeUnreachableError, toKubeError } from './kube-error.ts';

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: KubeObject;
}

export interface CallOptions {
  signal: AbortSignal;
}

/** An ordinary client of one API server. Answers that are not 2xx throw KubeError, silence throws KubeUnreachableError. */
export interface KubeClient extends AsyncDisposable {
  readonly connection: KubeConnection;
  get(path: string, options: CallOptions): Promise<KubeObject>;
  /** Any 2xx body as text, for paths that are not objects (service proxy, /version). */
  getText(path: string, options: CallOptions): Promise<string>;
  /** A 2xx body as text, piece by piece: a log. */
  stream(path: string, options: CallOptions): AsyncGenerator<string, void>;
  list(path: string, options: CallOptions): Promise<{ items: KubeObject[]; resourceVersion: string }>;
  create(path: string, body: object, options: CallOptions): Promise<KubeObject>;
  replace(path: string, body: object, options: CallOptions): Promise<KubeObject>;
  mergePatch(path: string, body: object, options: CallOptions): Promise<KubeObject>;
  jsonPatch(path: string, body: readonly object[], options: CallOptions): Promise<KubeObject>;
  delete(path: string, options: CallOptions & { gracePeriodSeconds?: number }): Promise<void>;
  /** Events from `resourceVersion` on; ends when the server ends it, throws KubeError 410 when that version is gone. */
  watch(path: string, options: CallOptions & { resourceVersion: string }): AsyncGenerator<WatchEvent, void>;
}

const USER_AGENT = 'flotilla-sandbox-world';

/** Opens a client; closing it drops its connections. Throws on certificates or keys that are not PEM. `timeoutMs` bounds the TLS handshake and the wait for headers. */
export function openKubeClient(connection: KubeConnection, { timeoutMs = 10_000 } = {}): KubeClient {
  // Made once: parsing certificates anew costs more than the rest of a connection.
  const secureContext = createSecureContext({
    ...(connection.caPem ? { ca: connection.caPem } : {}),
    ...(connection.certificatePem ? { cert: connection.certificatePem } : {}),
    ...(connection.keyPem ? { key: connection.keyPem } : {}),
  });
  const agent = new Agent({
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    connect: {
      timeout: timeoutMs,
      secureContext,
      ...(connection.serverName ? { servername: connection.serverName } : {}),
      ...(connection.insecure ? { rejectUnauthorized: false } : {}),
    },
  });

  const send = async (
    method: Dispatcher.HttpMethod,
    path: string,
    { signal, body, contentType }: CallOptions & { body?: object; contentType?: string },
  ): Promise<Dispatcher.ResponseData> => {
    // One signal ends everything a controller does, and each request and watch under way listens to it.
    setMaxListeners(0, signal);
    const url = connection.server + path;
    const failed = (error: unknown) =>
      new KubeUnreachableError(toGoErrorText(error, { method, url, now: new Date() }), { cause: error });
    if (connection.credentialError) throw failed(new Error(connection.credentialError));
    const answer = await request(url, {
      method,
      dispatcher: agent,
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(connection.token ? { authorization: `Bearer ${connection.token}` } : {}),
        ...(body ? { 'content-type': contentType ?? 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw failed(error);
    });
    if (answer.statusCode >= 300) throw toKubeError(answer.statusCode, await answer.body.text());
    return answer;
  };

  const sendForObject = async (
    method: Dispatcher.HttpMethod,
    path: string,
    options: CallOptions & { body?: object; contentType?: string },
  ): Promise<KubeObject> => parseObject(await (await send(method, path, options)).body.json());

  return {
    connection,
    get: (path, options) => sendForObject('GET', path, options),
    getText: async (path, options) => (await send('GET', path, options)).body.text(),
    async *stream(path, options) {
      const decoder = new TextDecoder();
      const body: AsyncIterable<Uint8Array> = (await send('GET', path, options)).body;
      for await (const chunk of body) yield decoder.decode(chunk, { stream: true });
    },
    async list(path, options) {
      const list = await (await send('GET', path, options)).body.json();
      return {
        items: listAt(list, 'items').map(parseObject),
        resourceVersion: stringAt(list, 'metadata', 'resourceVersion') ?? '',
      };
    },
    create: (path, body, options) => sendForObject('POST', path, { ...options, body }),
    replace: (path, body, options) => sendForObject('PUT', path, { ...options, body }),
    mergePatch: (path, body, options) =>
      sendForObject('PATCH', path, { ...options, body, contentType: 'application/merge-patch+json' }),
    jsonPatch: (path, body, options) =>
      sendForObject('PATCH', path, { ...options, body, contentType: 'application/json-patch+json' }),
    async delete(path, { signal, gracePeriodSeconds }) {
      const options = { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds };
      const body = gracePeriodSeconds === undefined ? {} : { body: options };
      await (await send('DELETE', path, { signal, ...body })).body.dump();
    },
    async *watch(path, { signal, resourceVersion }) {
      const query = `${path.includes('?') ? '&' : '?'}watch=1&allowWatchBookmarks=true&resourceVersion=${resourceVersion}`;
      const answer = await send('GET', path + query, { signal });
      for await (const line of linesOf(answer.body)) yield parseWatchEvent(line);
    },
    async [Symbol.asyncDispose]() {
      await agent.destroy();
    },
  };
}

function parseObject(body: unknown): KubeObject {
  const object = parseKubeObject(body);
  if (!object) throw new Error('the API server answered with something that is no object');
  return object;
}

function parseWatchEvent(line: string): WatchEvent {
  const event: unknown = JSON.parse(line);
  const type = stringAt(event, 'type');
  const object = isObject(event) ? event['object'] : undefined;
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED' || type === 'BOOKMARK') {
    return { type, object: parseObject(object) };
  }
  const code = isObject(object) && typeof object['code'] === 'number' ? object['code'] : 500;
  throw new KubeError(code, stringAt(object, 'reason') ?? '', stringAt(object, 'message') ?? 'watch failed');
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part) yield part;
  }
}
