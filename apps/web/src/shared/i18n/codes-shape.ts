import type { ProblemCode } from '@flotilla/contracts';
import type {
  CheckCode,
  CheckId,
  CheckLayer,
  CheckVerdict,
  InstallFailure,
  InstallPhase,
  IssueCode,
  PlanObstacle,
  PlanRisk,
  ProofId,
} from '@flotilla/kubesphere';

/** What happened, why in one sentence, and what to do about it; `{{name}}` gaps are filled from the code's params. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string;
}

export interface CheckWords {
  readonly title: string;
  readonly cause: string;
  readonly remedy?: string;
}

export interface IssueWords {
  readonly text: string;
  readonly remedy?: string;
}

/** Every code of the wire has words in every language: a missing one does not compile. */
export interface CodeWords {
  readonly problem: Readonly<Record<ProblemCode, ProblemWords>>;
  readonly check: Readonly<Record<CheckCode, CheckWords>>;
  readonly checkName: Readonly<Record<CheckId, string>>;
  readonly checkLayer: Readonly<Record<CheckLayer, string>>;
  readonly verdict: Readonly<Record<CheckVerdict, string>>;
  readonly issue: Readonly<Record<IssueCode, IssueWords>>;
  readonly obstacle: Readonly<Record<PlanObstacle, IssueWords>>;
  readonly risk: Readonly<Record<PlanRisk, string>>;
  readonly proof: Readonly<Record<ProofId, string>>;
  readonly phase: Readonly<Record<InstallPhase, string>>;
  readonly installFailure: Readonly<Record<InstallFailure, IssueWords>>;
}
