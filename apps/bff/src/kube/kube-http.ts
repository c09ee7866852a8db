import { setTimeout as wait } from 'node:timers/promises';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { request, type Dispatcher } from 'undici';
import type { KubeFailure } from '../ports/kube.ts';
import { authorizationOf, openAgent } from './kube-agent.ts';
import { failureOfAnswer, toKubeFailure } from './translate-kube-error.ts';

export interface KubeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, from the root of the API server. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

export interface KubeAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** HTTP to one API server over one agent. Failures are KubeFailures; after an abort the signal's reason. */
export interface KubeHttp extends AsyncDisposable {
  /** Any answer, whatever its status. */
  exchange(request: KubeRequest): Promise<KubeAnswer>;
  /** Rejects unless the status is 2xx. A 429 that asks for a moment is given it, twice at most: the server did nothing yet. */
  send(request: KubeRequest): Promise<KubeAnswer>;
  /** Resolves with headers there and a 200; `bodyTimeoutMs` 0 waits for ever between two chunks. */
  openStream(request: KubeRequest, bodyTimeoutMs: number): Promise<AsyncIterable<Buffer>>;
}

/** A CRD's storage that is being made, and a queue that is full for an instant, both answer 429 with Retry-After: 1. */
const THROTTLED_RETRIES = 2;
const A_MOMENT_MS = 1_000;

const firstOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

export function openKubeHttp(connection: ChosenConnection, address: string | undefined): KubeHttp {
  const agent = openAgent(connection, address);
  const root = new URL(connection.server);
  const prefix = root.pathname.replace(/\/+$/, '');
  const authorization = authorizationOf(connection);
  const closing = new AbortController();

  const dispatch = (call: KubeRequest, bodyTimeout?: number): Promise<Dispatcher.ResponseData> =>
    request(`${root.origin}${prefix}${call.path}`, {
      method: call.method ?? 'GET',
      dispatcher: agent,
      signal: AbortSignal.any([call.signal, closing.signal]),
      headers: {
        accept: 'application/json, */*',
        'user-agent': 'flotilla',
        ...(authorization !== undefined && { authorization }),
        ...(call.body !== undefined && { 'content-type': call.contentType ?? 'application/json' }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(bodyTimeout !== undefined && { bodyTimeout }),
    });

  const exchange = async (call: KubeRequest): Promise<KubeAnswer> => {
    try {
      const answer = await dispatch(call);
      return { status: answer.statusCode, body: await answer.body.text(), headers: answer.headers };
    } catch (error) {
      throw toKubeFailure(error, call.signal);
    }
  };

  return {
    exchange,
    async send(call) {
      for (let retries = 0; ; retries += 1) {
        const answer = await exchange(call);
        if (answer.status >= 200 && answer.status < 300) return answer;
        const failure = failureOfAnswer(answer.status, answer.body, firstOf(answer.headers['retry-after']));
        if (retries === THROTTLED_RETRIES || !asksForAMoment(failure)) throw failure;
        await waitOrAbort(failure.retryAfterMs, call.signal);
      }
    },
    async openStream(call, bodyTimeoutMs) {
      let answer: Dispatcher.ResponseData;
      try {
        answer = await dispatch(call, bodyTimeoutMs);
      } catch (error) {
        throw toKubeFailure(error, call.signal);
      }
      if (answer.statusCode === 200) return readStream(answer.body, call.signal);
      const body = await answer.body.text().catch(() => '');
      throw failureOfAnswer(answer.statusCode, body, firstOf(answer.headers['retry-after']));
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new Error('The session to the cluster was closed.'));
      await agent.destroy();
    },
  };
}

function asksForAMoment(failure: KubeFailure): failure is KubeFailure & { retryAfterMs: number } {
  const { kind, retryAfterMs } = failure;
  return kind === 'throttled' && retryAfterMs !== undefined && retryAfterMs <= A_MOMENT_MS;
}

async function waitOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    throw toKubeFailure(error, signal);
  }
}

async function* readStream(
  body: Dispatcher.ResponseData['body'],
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (error) {
    throw toKubeFailure(error, signal);
  } finally {
    // Leaving early must close the socket, or the API server goes on sending into it.
    body.on('error', () => undefined).destroy();
  }
}
