import { stringAt } from '../api-server/json.ts';

/** An API server said no. `message` is the text of its Status, which is also what a Go client would print. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code: number;
  readonly reason: string;
  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** No answer came: the transport failed. `message` is the text a Go client would print. */
export class KubeUnreachableError extends Error {
  override readonly name = 'KubeUnreachableError';
}

/** Reads a failing answer: a Status where there is one, the bare text otherwise. */
export function toKubeError(code: number, body: string): KubeError {
  const status = parseStatus(body);
  const message = stringAt(status, 'message') ?? (body.trim() || `the server answered ${code}`);
  return new KubeError(code, stringAt(status, 'reason') ?? '', message);
}

function parseStatus(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not every failing answer is JSON: a missing API group answers with plain text.
    return undefined;
  }
}

/** True for a KubeError with one of these codes. */
export function isKubeError(error: unknown, ...codes: number[]): error is KubeError {
  return error instanceof KubeError && codes.includes(error.code);
}
