import { problemSchema, ROUTES, sealedConnectionSchema, type Problem } from '@flotilla/contracts';

/** Any zod schema of the contracts. */
export interface AnswerSchema<T> {
  parse(value: unknown): T;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A browser with a session: sends the cookie and what a browser of the same origin sends, parses answers by the contracts. */
export interface TestClient {
  readonly url: string;
  /** The `Cookie` header of this session, for sockets and hand-made requests. */
  readonly cookie: string;
  /** The raw answer; never throws for a status. */
  ask(method: string, path: string, options?: AskOptions): Promise<Response>;
  /** The parsed body of a 2xx answer; anything else fails the test with the answer's text. */
  get<T>(schema: AnswerSchema<T>, path: string, options?: AskOptions): Promise<T>;
  send<T>(
    schema: AnswerSchema<T>,
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: AskOptions,
  ): Promise<T>;
  /** The parsed problem of a refused request; a 2xx answer fails the test. */
  refused(method: string, path: string, options?: AskOptions): Promise<Problem>;
  /** Seals a kubeconfig and answers the sealed token. */
  seal(kubeconfig: string, context?: string): Promise<string>;
}

/** `heard` is told every answer's text, so that a test can look for secrets in all of them. */
export function createTestClient(options: {
  url: string;
  cookie: string;
  heard?: (text: string) => void;
}): TestClient {
  const { url, cookie, heard } = options;
  const ask: TestClient['ask'] = async (method, path, { body, headers, signal } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...(cookie !== '' && { cookie }),
        origin: url,
        'sec-fetch-site': 'same-origin',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  const read = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    heard?.(text);
    return text === '' ? undefined : JSON.parse(text);
  };
  const send: TestClient['send'] = async (schema, method, path, sent) => {
    const response = await ask(method, path, sent);
    const value = await read(response);
    if (!response.ok)
      throw new Error(`${method} ${path} was answered ${response.status}: ${JSON.stringify(value)}`);
    return schema.parse(value);
  };
  return {
    url,
    cookie,
    ask,
    send,
    async get(schema, path, sent) {
      const response = await ask('GET', path, sent);
      const value = await read(response);
      if (!response.ok)
        throw new Error(`GET ${path} was answered ${response.status}: ${JSON.stringify(value)}`);
      return schema.parse(value);
    },
    async refused(method, path, sent) {
      const response = await ask(method, path, sent);
      const value = await read(response);
      if (response.ok)
        throw new Error(`${method} ${path} was answered ${response.status}: ${JSON.stringify(value)}`);
      return problemSchema.parse(value);
    },
    async seal(kubeconfig, context) {
      const body = { kubeconfig, ...(context !== undefined && { context }) };
      return (await send(sealedConnectionSchema, 'POST', ROUTES.connections, { body })).sealed;
    },
  };
}
