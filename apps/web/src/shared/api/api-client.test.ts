import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aProblem } from '../../../test/fake-api.ts';
import { createApiClient } from './api-client.ts';
import { ContractBreach, isRetryable, NetworkFailure, ProblemAnswer, TimeoutFailure } from './api-errors.ts';

const schema = z.object({ name: z.string() });
const get = { method: 'GET', path: '/api/x' } as const;
const answering = (status: number, body: string) =>
  createApiClient({ baseUrl: '', fetch: async () => new Response(body, { status }) });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('gives the parsed answer, without what the schema does not know', async () => {
  await expect(answering(200, '{"name":"a","more":1}').request(schema, get)).resolves.toEqual({ name: 'a' });
});

test('sends a body as JSON and the headers it is given', async () => {
  const seen: RequestInit[] = [];
  const api = createApiClient({
    baseUrl: '',
    fetch: async (_, init) => {
      seen.push(init ?? {});
      return new Response('{"name":"a"}');
    },
  });
  await api.request(schema, {
    method: 'POST',
    path: '/api/x',
    body: { a: 1 },
    headers: { 'flotilla-connection': 'sealed' },
  });
  expect(seen.map(({ method, headers, body }) => ({ method, headers, body }))).toEqual([
    {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'flotilla-connection': 'sealed',
      },
      body: '{"a":1}',
    },
  ]);
});

test('an empty answer is undefined', async () => {
  const api = createApiClient({ baseUrl: '', fetch: async () => new Response(null, { status: 204 }) });
  await expect(api.request(z.undefined(), get)).resolves.toBeUndefined();
});

test('a problem is told to the watcher and thrown with its code', async () => {
  const problem = aProblem('session.required');
  const told: string[] = [];
  const api = createApiClient({
    baseUrl: '',
    fetch: async () => new Response(JSON.stringify(problem), { status: 401 }),
    onProblem: ({ code }) => told.push(code),
  });
  const error = await failure(api.request(schema, get));
  expect(error).toBeInstanceOf(ProblemAnswer);
  expect(error instanceof ProblemAnswer && error.problem).toEqual(problem);
  expect(told).toEqual(['session.required']);
});

test('no connection is a network failure, with its cause', async () => {
  const cause = new TypeError('fetch failed');
  const api = createApiClient({ baseUrl: '', fetch: () => Promise.reject(cause) });
  const error = await failure(api.request(schema, get));
  expect(error).toBeInstanceOf(NetworkFailure);
  expect(error instanceof Error && error.cause).toBe(cause);
});

test('an answer of another shape is a contract breach', async () => {
  expect(await failure(answering(200, '{"nom":"a"}').request(schema, get))).toBeInstanceOf(ContractBreach);
  expect(await failure(answering(200, '<html>').request(schema, get))).toBeInstanceOf(ContractBreach);
  expect(await failure(answering(502, '<html>').request(schema, get))).toBeInstanceOf(ContractBreach);
});

const neverAnswering = createApiClient({
  baseUrl: '',
  fetch: (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), {
        once: true,
      });
    }),
});

test('no answer in time is a timeout', async () => {
  const error = await failure(neverAnswering.request(schema, { ...get, timeoutMs: 1 }));
  expect(error).toBeInstanceOf(TimeoutFailure);
});

test('the caller’s own abort is none of the four', async () => {
  const leaving = new AbortController();
  const work = failure(neverAnswering.request(schema, { ...get, signal: leaving.signal }));
  leaving.abort();
  const error = await work;
  expect(error instanceof DOMException && error.name).toBe('AbortError');
});

test.each([
  [new NetworkFailure(''), true],
  [new TimeoutFailure(1), true],
  [new ContractBreach(200, ''), false],
  [new ProblemAnswer(aProblem('cluster.timeout')), true],
  [new ProblemAnswer(aProblem('plan.stale')), false],
  [new Error(''), false],
])('retries only what may succeed later unchanged (%s)', (error, expected) => {
  expect(isRetryable(error)).toBe(expected);
});
