import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import type { Readable } from 'node:stream';
import { startApiServer, type ApiServer, type ApiServerOptions } from '../start-api-server.ts';

export interface Answer {
  code: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The parsed body; undefined when it is no JSON. */
  body: any; // oxlint-disable-line typescript/no-explicit-any -- tests look into bodies of every shape
}

export interface OpenAnswer extends Disposable {
  code: number;
  headers: IncomingHttpHeaders;
  stream: Readable;
  /** The next line as JSON; undefined at a clean end; rejects when the connection breaks. */
  next(): Promise<any>; // oxlint-disable-line typescript/no-explicit-any -- as above
}

export interface Ask {
  body?: unknown;
  media?: string;
  headers?: Record<string, string>;
}

/** A client that speaks plain HTTPS, with the credentials given; closes its connections with `dispose`. */
export interface TestClient extends Disposable {
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown, media?: string): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
  open(path: string): Promise<OpenAnswer>;
  /** Lets go of connections that wait for reuse: after a restart they lead nowhere. */
  dropIdle(): void;
}

export interface Credentials {
  certificatePem?: string;
  keyPem?: string;
  token?: string;
}

/** Opens no connection until asked; the caller disposes it. */
export function createTestClient(
  { url, caPem }: { url: string; caPem: string },
  credentials: Credentials = {},
): TestClient {
  const { certificatePem, keyPem, token } = credentials;
  const agent = new Agent({
    keepAlive: true,
    ca: caPem,
    ...(certificatePem === undefined || keyPem === undefined ? {} : { cert: certificatePem, key: keyPem }),
  });
  const send = (method: string, path: string, { body, media, headers }: Ask = {}) =>
    new Promise<OpenAnswer>((resolve, reject) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const outgoing = request(`${url}${path}`, {
        method,
        agent,
        headers: {
          'user-agent': 'test/1',
          ...(body === undefined ? {} : { 'content-type': media ?? 'application/json' }),
          ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      });
      outgoing.once('error', reject);
      outgoing.once('response', (stream) =>
        resolve(toOpenAnswer(stream, stream.statusCode ?? 0, stream.headers)),
      );
      outgoing.end(text);
    });
  const ask = async (method: string, path: string, options?: Ask): Promise<Answer> => {
    const { code, headers, stream } = await send(method, path, options);
    const chunks: Buffer[] = [];
    const pieces: AsyncIterable<Buffer> = stream;
    for await (const chunk of pieces) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    return { code, headers, text, body: parse(text) };
  };
  return {
    ask,
    get: (path, headers) => ask('GET', path, headers === undefined ? {} : { headers }),
    post: (path, body) => ask('POST', path, { body }),
    put: (path, body) => ask('PUT', path, { body }),
    patch: (path, body, media = 'application/merge-patch+json') => ask('PATCH', path, { body, media }),
    delete: (path, body) => ask('DELETE', path, body === undefined ? {} : { body }),
    open: (path) => send('GET', path),
    dropIdle: () => {
      for (const idle of Object.values(agent.freeSockets)) for (const socket of idle ?? []) socket.destroy();
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

function toOpenAnswer(stream: Readable, code: number, headers: IncomingHttpHeaders): OpenAnswer {
  const lines = readLines(stream);
  return {
    code,
    headers,
    stream,
    next: async () => {
      const { value, done } = await lines.next();
      return done === true ? undefined : (parse(value) ?? value);
    },
    [Symbol.dispose]: () => {
      stream.on('error', () => undefined);
      stream.destroy();
    },
  };
}

/** Lines as they come; half a line too when the connection breaks after it. */
async function* readLines(stream: Readable): AsyncGenerator<string, undefined> {
  let rest = '';
  let broken: { error: unknown } | undefined;
  try {
    for await (const chunk of stream) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    broken = { error };
  }
  if (rest !== '') yield rest;
  if (broken !== undefined) throw broken.error;
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A server with an administrator's client, closed together. */
export async function startTestServer(
  options: Partial<ApiServerOptions> = {},
): Promise<
  AsyncDisposable & { api: ApiServer; admin: TestClient; as(credentials: Credentials): TestClient }
> {
  const api = await startApiServer({ name: 'test', kubernetesVersion: 'v1.36.2', ...options });
  const clients: TestClient[] = [];
  const as = (credentials: Credentials) => {
    const client = createTestClient({ url: api.url, caPem: api.pki.caPem }, credentials);
    clients.push(client);
    return client;
  };
  const admin = as(
    await api.issueClientCertificate({ user: 'kubernetes-admin', groups: ['system:masters'] }),
  );
  return {
    api,
    admin,
    as,
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client[Symbol.dispose]();
      await api.stop();
    },
  };
}
