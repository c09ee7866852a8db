import { failure, type KubeStatus } from '../api-server/status.ts';
import type { Fault } from './fault-switch.ts';

const WORDS: Record<number, { message: string; reason: string }> = {
  401: { message: 'Unauthorized', reason: 'Unauthorized' },
  403: { message: 'forbidden', reason: 'Forbidden' },
  404: { message: 'the server could not find the requested resource', reason: 'NotFound' },
  429: { message: 'Too many requests, please try again later.', reason: 'TooManyRequests' },
  500: { message: 'Internal error occurred: sandbox fault', reason: 'InternalError' },
  503: { message: 'the server is currently unable to handle the request', reason: 'ServiceUnavailable' },
  504: { message: 'Timeout: request did not complete within the allotted timeout', reason: 'Timeout' },
};

/** The Status a `status` fault answers with. */
export function toFaultStatus(fault: Extract<Fault, { kind: 'status' }>): KubeStatus {
  const words = WORDS[fault.code] ?? { message: `HTTP ${fault.code}`, reason: '' };
  const retryAfterSeconds = fault.retryAfterSeconds ?? (fault.code === 429 ? 1 : undefined);
  return failure(fault.code, {
    message: fault.message ?? words.message,
    reason: words.reason,
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
  });
}
