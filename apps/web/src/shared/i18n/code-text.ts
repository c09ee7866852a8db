import type { Problem } from '@flotilla/contracts';
import type {
  CheckId,
  CheckLayer,
  CheckRow,
  CheckVerdict,
  InstallFailure,
  InstallPhase,
  Issue,
  PlanObstacle,
  PlanRisk,
  ProofId,
} from '@flotilla/kubesphere';
import { useMemo } from 'react';
import { LOCALE } from './catalog.ts';
import type { CheckWords, CodeWords, IssueWords, ProblemWords } from './codes-shape.ts';
import { fillGaps as fill, type Params } from './fill-gaps.ts';
import { useLanguage } from './i18n-provider.tsx';

/** Words for the wire's codes, in the language that is shown, gaps filled. */
export interface CodeText {
  problemText(problem: Pick<Problem, 'code' | 'params'>): ProblemWords;
  checkText(row: Pick<CheckRow, 'code' | 'params'>): CheckWords;
  checkName(id: CheckId): string;
  layerName(layer: CheckLayer): string;
  verdictText(verdict: CheckVerdict): string;
  issueText(issue: Pick<Issue, 'code' | 'params'>): IssueWords;
  obstacleText(obstacle: PlanObstacle, params?: Params): IssueWords;
  riskText(risk: PlanRisk, params?: Params): string;
  proofText(proof: ProofId): string;
  phaseName(phase: InstallPhase): string;
  installFailureText(failure: InstallFailure, params?: Params): IssueWords;
}

/** While the words are still on their way a code stands for itself: better than holding up the page. */
export function createCodeText(codes: CodeWords | undefined, locale?: string): CodeText {
  const fillGaps = (text: string, params: Params | undefined): string => fill(text, params, locale);
  const remedyOf = (remedy: string | undefined, params: Params | undefined): { remedy?: string } =>
    remedy === undefined ? {} : { remedy: fillGaps(remedy, params) };
  const issueWords = (words: IssueWords, params: Params | undefined): IssueWords => ({
    text: fillGaps(words.text, params),
    ...remedyOf(words.remedy, params),
  });
  return {
    problemText({ code, params }) {
      const { title, detail, remedy } = codes?.problem[code] ?? { title: code, detail: '' };
      return {
        title: fillGaps(title, params),
        detail: fillGaps(detail, params),
        ...remedyOf(remedy, params),
      };
    },
    checkText({ code, params }) {
      const { title, cause, remedy } = codes?.check[code] ?? { title: code, cause: '' };
      return { title: fillGaps(title, params), cause: fillGaps(cause, params), ...remedyOf(remedy, params) };
    },
    checkName: (id) => codes?.checkName[id] ?? id,
    layerName: (layer) => codes?.checkLayer[layer] ?? layer,
    verdictText: (verdict) => codes?.verdict[verdict] ?? verdict,
    issueText: ({ code, params }) => issueWords(codes?.issue[code] ?? { text: code }, params),
    obstacleText: (obstacle, params) => issueWords(codes?.obstacle[obstacle] ?? { text: obstacle }, params),
    riskText: (risk, params) => fillGaps(codes?.risk[risk] ?? risk, params),
    proofText: (proof) => codes?.proof[proof] ?? proof,
    phaseName: (phase) => codes?.phase[phase] ?? phase,
    installFailureText: (failure, params) =>
      issueWords(codes?.installFailure[failure] ?? { text: failure }, params),
  };
}

export function useCodeText(): CodeText {
  const { rest, language } = useLanguage();
  return useMemo(() => createCodeText(rest?.codes, LOCALE[language]), [rest, language]);
}
