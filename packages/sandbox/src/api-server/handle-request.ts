import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { toFaultStatus } from '../faults/fault-status.ts';
import type { FaultSwitch } from '../faults/fault-switch.ts';
import { answerBug, answerStatus, setCommonHeaders } from './answer.ts';
import type { ApiState } from './api-state.ts';
import { impersonated } from './impersonate.ts';
import { toRequestTarget } from './request-target.ts';
import { routeRequest } from './route-request.ts';
import { StatusError } from './status.ts';

/** From a raw request to an answer: faults first, then authentication, then the routes. */
export function createRequestListener(state: ApiState, faults: FaultSwitch): RequestListener {
  return (message, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    handle({ state, faults, message, response, signal: gone.signal }).catch((error: unknown) => {
      if (error instanceof StatusError && !response.headersSent) answerStatus(response, error.body);
      else if (!gone.signal.aborted) answerBug(response, error);
    });
  };
}

interface Handling {
  state: ApiState;
  faults: FaultSwitch;
  message: IncomingMessage;
  response: ServerResponse;
  signal: AbortSignal;
}

async function handle({ state, faults, message, response, signal }: Handling): Promise<void> {
  const url = new URL(message.url ?? '/', 'https://apiserver.invalid');
  const method = message.method ?? 'GET';
  setCommonHeaders(response);
  response.setHeader('Date', new Date(state.clock.now().getTime() + faults.clockSkewMs).toUTCString());

  const request = { method, path: `${url.pathname}${url.search}` };
  const latency = faults.take('latency', request);
  if (latency !== undefined) await sleep(latency.ms, undefined, { signal });
  if (faults.take('reset', request) !== undefined) return void message.socket.destroy();
  if (faults.take('silence', request) !== undefined) return;
  const answer = faults.take('status', request);
  if (answer !== undefined) return answerStatus(response, toFaultStatus(answer));

  const cut = faults.take('cut', request);
  if (cut !== undefined) cutAfter(response, cut.afterBytes);

  const user = impersonated(state, { message, response }, state.authenticator.authenticate(message));
  await routeRequest(state, {
    message,
    response,
    url,
    query: url.searchParams,
    target: toRequestTarget(method, url),
    user,
    signal,
  });
}

/** Lets that many bytes of the body through, then breaks the connection, wherever in a line that is. */
function cutAfter(response: ServerResponse, afterBytes: number): void {
  const write = response.write.bind(response);
  let left = afterBytes;
  response.write = (chunk: string | Uint8Array): boolean => {
    const bytes = Buffer.from(chunk);
    if (left <= 0) return true;
    const allowed = bytes.subarray(0, left);
    left -= bytes.length;
    if (left > 0) return write(allowed);
    return write(allowed, () => response.destroy());
  };
}
