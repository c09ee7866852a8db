import { PROBLEMS, type Problem, type ProblemCode } from '@flotilla/contracts';
import { createApiClient, type ApiClient } from '../src/shared/api/api-client.ts';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

type Answer = (request: FakeRequest) => unknown;

export interface FakeApi {
  readonly client: ApiClient;
  /** Everything that was asked, in order. */
  readonly requests: readonly FakeRequest[];
  /** `on('GET /api/session', () => session)`; the query string counts only if the route has one. A later rule replaces an earlier one. */
  on(route: string, answer: Answer): void;
  /** What was asked and nobody expected. Every test must find it empty. */
  readonly unexpected: readonly string[];
}

/** Throw from an answer to make the fake BFF answer with this problem. */
export class FakeProblem extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, rest: Partial<Problem> = {}) {
    super(code);
    this.problem = aProblem(code, rest);
  }
}

export function aProblem(code: ProblemCode, rest: Partial<Problem> = {}): Problem {
  const { status, retryable } = PROBLEMS[code];
  return { type: `urn:flotilla:${code}`, title: code, status, code, requestId: 'req-1', retryable, ...rest };
}

/** The real api client before a BFF made of rules; answers may be promises. */
export function createFakeApi(): FakeApi {
  const rules = new Map<string, Answer>();
  const requests: FakeRequest[] = [];
  const unexpected: string[] = [];
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const path = input instanceof Request ? input.url : input.toString();
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = { method, path, headers, body };
    requests.push(request);
    const answer = rules.get(`${method} ${path}`) ?? rules.get(`${method} ${path.split('?')[0]}`);
    if (answer === undefined) {
      unexpected.push(`${method} ${path}`);
      return jsonResponse(404, aProblem('request.not-found'));
    }
    try {
      const value = await raceAbort(Promise.resolve(answer(request)), init.signal ?? undefined);
      return value === undefined ? new Response(null, { status: 204 }) : jsonResponse(200, value);
    } catch (error) {
      if (error instanceof FakeProblem) return jsonResponse(error.problem.status, error.problem);
      throw error;
    }
  };
  return {
    client: createApiClient({ fetch, baseUrl: '' }),
    requests,
    unexpected,
    on: (route, answer) => void rules.set(route, answer),
  };
}

function jsonResponse(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}

async function raceAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
  });
  return Promise.race([work, aborted]);
}
