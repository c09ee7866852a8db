import { problemSchema, type Problem } from '@flotilla/contracts';
import * as z from 'zod/mini';
import { ContractBreach, NetworkFailure, ProblemAnswer, TimeoutFailure } from './api-errors.ts';

const DEFAULT_TIMEOUT_MS = 30_000;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Asks the BFF. Throws `ProblemAnswer`, `NetworkFailure`, `TimeoutFailure` or `ContractBreach`; when the caller's signal fires, whatever the
 * signal's reason is. It never tells the user anything itself.
 */
export interface ApiClient {
  request<T>(schema: z.core.$ZodType<T>, request: ApiRequest): Promise<T>;
  /** For answers that are not JSON, such as a whole log. */
  blob(request: ApiRequest): Promise<Blob>;
}

export interface ApiClientOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: string;
  /** Told of every problem, before it is thrown: the frame watches for a lost session. */
  readonly onProblem?: (problem: Problem) => void;
}

export function createApiClient({ fetch, baseUrl, onProblem }: ApiClientOptions): ApiClient {
  async function send(request: ApiRequest, accept: string): Promise<Response> {
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
    const hasBody = request.body !== undefined;
    try {
      return await fetch(baseUrl + request.path, {
        method: request.method,
        credentials: 'same-origin',
        headers: { accept, ...(hasBody ? { 'content-type': 'application/json' } : {}), ...request.headers },
        ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
        signal,
      });
    } catch (cause) {
      if (request.signal?.aborted === true) throw cause;
      if (timeout.aborted) throw new TimeoutFailure(timeoutMs);
      throw new NetworkFailure('the server did not answer', { cause });
    }
  }

  async function throwProblem(response: Response): Promise<never> {
    const parsed = z.safeParse(problemSchema, await readJson(response));
    if (!parsed.success) throw new ContractBreach(response.status, 'a failure without a problem');
    onProblem?.(parsed.data);
    throw new ProblemAnswer(parsed.data);
  }

  return {
    async request(schema, request) {
      const response = await send(request, 'application/json');
      if (!response.ok) return throwProblem(response);
      const parsed = z.safeParse(schema, await readJson(response));
      if (!parsed.success) {
        throw new ContractBreach(response.status, 'an answer of another shape', { cause: parsed.error });
      }
      return parsed.data;
    },
    async blob(request) {
      const response = await send(request, '*/*');
      if (!response.ok) return throwProblem(response);
      return response.blob();
    },
  };
}

/** The body as JSON; undefined when it is empty or none. A broken body then fails its schema, which is the better message. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw new NetworkFailure('the answer broke off', { cause });
  });
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
