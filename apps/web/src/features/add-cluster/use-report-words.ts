import type { CheckReport } from '@flotilla/kubesphere';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import type { ReportWords } from './report-markdown.ts';

/** The report's words in the language that is shown. */
export function useReportWords(name: string, report: CheckReport): ReportWords {
  const t = useText('add-cluster');
  const { checkName, checkText, verdictText } = useCodeText();
  const format = useFormat();
  return {
    title: t('report.title', { name }),
    verdict: verdictText(report.verdict),
    columns: [t('report.check'), t('report.state'), t('report.found'), t('report.time')],
    remedies: t('report.remedies'),
    conditions: t('report.conditions'),
    checkName: (row) => checkName(row.id),
    state: (row) => t(`checks.state.${row.state}`),
    found: (row) => checkText(row).title,
    remedy: (row) => checkText(row).remedy,
    duration: (ms) => format.duration(ms),
  };
}
