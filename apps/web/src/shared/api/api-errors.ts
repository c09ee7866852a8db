import type { Problem } from '@flotilla/contracts';

/** The BFF said no, with a code that the UI words. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code} (${problem.requestId})`);
    this.problem = problem;
  }
}

/** No answer came: the BFF is not there or the connection broke. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
}

/** No answer came within the time the caller gave. */
export class TimeoutFailure extends Error {
  override readonly name = 'TimeoutFailure';
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

/** An answer came that the contract does not know: web and BFF are of different versions, or something in between answered. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach';
  readonly status: number;
  constructor(status: number, what: string, options?: ErrorOptions) {
    super(`${what} (HTTP ${status})`, options);
    this.status = status;
  }
}

/** The problem behind an error, if it is one. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ProblemAnswer ? error.problem : undefined;
}

/** Whether asking again, unchanged, may help. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof ProblemAnswer) return error.problem.retryable;
  return error instanceof NetworkFailure || error instanceof TimeoutFailure;
}
