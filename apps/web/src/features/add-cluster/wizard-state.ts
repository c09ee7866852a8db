import type { SealedConnection } from '@flotilla/contracts';
import type { CheckReport, ClusterSummary } from '@flotilla/kubesphere';

export const STEP_IDS = ['basics', 'connection', 'checks', 'prepare', 'review', 'done'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** The members of a draft that the first step asks for; empty means not given. */
export interface Basics {
  readonly name: string;
  readonly alias: string;
  readonly tag: string;
  readonly provider: string;
  readonly description: string;
}

/**
 * What was typed in any step and must survive every move. `run` counts check runs, so that answers of an older one are told apart; `isPrepared` remembers
 * that the member was prepared on the way.
 */
export interface Entered {
  readonly basics: Basics;
  readonly endpoint: string;
  readonly run: number;
  readonly isPrepared: boolean;
}

/** The kubeconfig: its text while it is being entered, or, once sealed, only the token and what may be shown. Never both. */
export type Connection =
  | {
      readonly kind: 'typing';
      readonly text: string;
      readonly contextName?: string;
      readonly hasExpired: boolean;
    }
  | { readonly kind: 'sealed'; readonly sealed: SealedConnection };

/** An import. Its id stays the same until the answer is known for sure, so that a repeated press cannot import twice. */
export type Attempt =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly requestId: string }
  | { readonly kind: 'unanswered'; readonly requestId: string };

export type Entering = Entered & { readonly step: 'basics' | 'connection'; readonly connection: Connection };
export type Checking = Entered & {
  readonly step: 'checks';
  readonly sealed: SealedConnection;
  readonly report?: CheckReport;
};
export type Preparing = Entered & {
  readonly step: 'prepare';
  readonly sealed: SealedConnection;
  readonly report: CheckReport;
};
export type Reviewing = Entered & {
  readonly step: 'review';
  readonly sealed: SealedConnection;
  readonly report: CheckReport;
  readonly attempt: Attempt;
};
export type Done = {
  readonly step: 'done';
  readonly run: number;
  readonly isPrepared: boolean;
  readonly cluster: ClusterSummary;
  readonly report: CheckReport;
};

export type WizardState = Entering | Checking | Preparing | Reviewing | Done;

export type WizardEvent =
  | { readonly type: 'basics:changed'; readonly basics: Basics }
  | { readonly type: 'kubeconfig:changed'; readonly text: string }
  | { readonly type: 'context:chosen'; readonly contextName: string }
  | { readonly type: 'endpoint:changed'; readonly endpoint: string }
  | { readonly type: 'connection:sealed'; readonly sealed: SealedConnection }
  | { readonly type: 'connection:replaced' }
  | { readonly type: 'connection:expired' }
  | { readonly type: 'checks:reported'; readonly run: number; readonly report: CheckReport }
  | { readonly type: 'checks:repeated' }
  | { readonly type: 'prepared' }
  | { readonly type: 'import:pressed'; readonly requestId: string }
  | { readonly type: 'import:unanswered' }
  | { readonly type: 'import:refused'; readonly report?: CheckReport }
  | { readonly type: 'import:succeeded'; readonly cluster: ClusterSummary }
  | { readonly type: 'cluster:changed'; readonly cluster: ClusterSummary }
  | { readonly type: 'restarted' }
  | { readonly type: 'next'; readonly taken: readonly string[] }
  | { readonly type: 'moved'; readonly to: StepId };
