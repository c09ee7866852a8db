import { problemSchema, type Problem } from '@flotilla/contracts';
import * as z from 'zod/mini';
import { ContractBreach, NetworkFailure, ProblemAnswer, TimeoutFailure } from '../api/api-errors.ts';
import { useCodeText } from '../i18n/code-text.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useText } from '../i18n/use-text.ts';

export interface FaultWords {
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string;
  readonly issues: readonly string[];
  readonly raw?: string;
  readonly requestId?: string;
}

/** Words for a problem or for anything the api client throws; what is none of them is a bug of this page and says so. */
export function useFaultWords(): (error: unknown) => FaultWords {
  const t = useText('common');
  const codes = useCodeText();
  const format = useFormat();

  const ofProblem = (problem: Problem): FaultWords => ({
    ...codes.problemText(problem),
    issues: (problem.issues ?? []).map((issue) => codes.issueText(issue).text),
    requestId: problem.requestId,
    ...(problem.raw === undefined ? {} : { raw: problem.raw }),
  });

  return (error) => {
    if (error instanceof ProblemAnswer) return ofProblem(error.problem);
    if (error instanceof NetworkFailure) {
      return {
        title: t('fault.network.title'),
        detail: t('fault.network.detail'),
        remedy: t('fault.network.remedy'),
        issues: [],
      };
    }
    if (error instanceof TimeoutFailure) {
      const duration = format.duration(error.timeoutMs);
      return {
        title: t('fault.timeout.title', { duration }),
        detail: t('fault.timeout.detail'),
        remedy: t('fault.timeout.remedy'),
        issues: [],
      };
    }
    if (error instanceof ContractBreach) {
      return {
        title: t('fault.breach.title'),
        detail: t('fault.breach.detail'),
        remedy: t('fault.breach.remedy'),
        issues: [],
        raw: error.message,
      };
    }
    const problem = z.safeParse(problemSchema, error);
    if (problem.success) return ofProblem(problem.data);
    return {
      title: t('fault.unexpected.title'),
      detail: t('fault.unexpected.detail'),
      remedy: t('fault.unexpected.remedy'),
      issues: [],
      ...(error instanceof Error ? { raw: error.message } : {}),
    };
  };
}
