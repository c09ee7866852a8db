import type { Problem, ProblemCode } from '@flotilla/contracts';

/** What a problem may carry beside its code; `detail` is English, for logs and scripts, and never holds a secret. */
export interface ProblemExtras {
  readonly detail?: string;
  readonly issues?: Problem['issues'];
  readonly params?: Problem['params'];
  readonly raw?: string;
  readonly current?: Problem['current'];
  readonly report?: Problem['report'];
  readonly cause?: unknown;
}

/** Ends a request or refuses a stream. Thrown with a code; status and retryability stand in the one table of the contracts. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(extras.detail ?? code, { cause: extras.cause });
    this.code = code;
    this.extras = extras;
  }
}
