import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { ApiState } from '../api-state.ts';
import { isObject } from '../json.ts';
import { wordNetworkError } from '../network-error.ts';
import { toReview, type AdmissionRequest } from './admission-request.ts';
import type { WebhookCall } from './match-webhook.ts';
import { readReviewAnswer, wordFailedAnswer, type ReviewAnswer } from './review-answer.ts';
import { toWebhookTarget, type WebhookTarget } from './webhook-target.ts';

const LAST_OK = 206;

/** Asks one webhook. Throws an Error that says, in the words of Kubernetes, why there is no answer. */
export async function callWebhook(
  { store }: ApiState,
  { webhook, version }: WebhookCall,
  request: AdmissionRequest,
): Promise<ReviewAnswer> {
  const { name, reviewVersion, caBundle, timeoutMs } = webhook;
  const { uid, body } = toReview(request, { reviewVersion, version });
  const target = toWebhookTarget(store, webhook);
  const answer = await explain('failed to call webhook', () =>
    post(target, { body: JSON.stringify(body), caBundle, timeoutMs }),
  );
  return explain('received invalid webhook response', () =>
    readReviewAnswer(answer, { webhook: name, uid, reviewVersion }),
  );
}

async function explain<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Posting {
  body: string;
  caBundle: string | undefined;
  timeoutMs: number;
}

/** The JSON that comes back. */
async function post(target: WebhookTarget, posting: Posting): Promise<unknown> {
  const signal = AbortSignal.timeout(posting.timeoutMs);
  const { code, contentType, text } = await send(target, { ...posting, signal }).catch((error: unknown) => {
    const why = signal.aborted ? 'context deadline exceeded' : wordFailure(error, target);
    throw new Error(`Post "${target.url}": ${why}`, { cause: error });
  });
  if (code < 200 || code > LAST_OK) throw new Error(wordFailedAnswer(code, { text, contentType }));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`couldn't get version/kind; json parse error: ${String(error)}`, { cause: error });
  }
}

async function send(
  { find, serverName, hostHeader, path }: WebhookTarget,
  { body, caBundle, signal }: Posting & { signal: AbortSignal },
): Promise<{ code: number; contentType: string; text: string }> {
  const dial = find();
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        ...dial,
        path,
        method: 'POST',
        // An address is no server name in TLS; its certificate is held to the host dialled.
        ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
        ...(caBundle === undefined ? {} : { ca: caBundle }),
        agent: false,
        signal,
        headers: {
          host: hostHeader,
          accept: 'application/json, */*',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'kube-apiserver-admission',
        },
      },
      (answer) => {
        readText(answer).then((text) => {
          const contentType = answer.headers['content-type'] ?? '';
          resolve({ code: answer.statusCode ?? 0, contentType, text });
        }, reject);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function wordFailure(error: unknown, { refused }: WebhookTarget): string {
  if (!(error instanceof Error)) return String(error);
  return isObject(error) && error['code'] === 'ECONNREFUSED' ? refused : wordNetworkError(error);
}
