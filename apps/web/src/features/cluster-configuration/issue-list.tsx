import type { Issue } from '@flotilla/kubesphere';
import type { Ref } from 'react';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateBadge } from '../../shared/ui/state-badge.tsx';

const TONES = { error: 'fail', warning: 'warn', info: 'info' } as const;

export interface IssueListProps {
  readonly issues: readonly Issue[];
  readonly onGoTo: (line: number) => void;
  /** Takes the focus when somebody asks for all problems. */
  readonly ref?: Ref<HTMLElement>;
}

/** The editor's findings in text: the screen reader's view of them, and the way to each line. */
export function IssueList({ issues, onGoTo, ref }: IssueListProps) {
  const t = useText('configuration');
  const { issueText } = useCodeText();
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.filter(({ severity }) => severity === 'warning').length;
  return (
    <section ref={ref} tabIndex={-1} aria-label={t('problems')} className="issue-list">
      <div className="issue-list__head">
        <h3>{t('problems')}</h3>
        <span role="status" className="issue-list__counts">
          {issues.length === 0 && <span className="fl-dim">{t('noProblems')}</span>}
          {errors > 0 && <StateBadge tone="fail">{t('problemsErrors', { count: errors })}</StateBadge>}
          {warnings > 0 && <StateBadge tone="warn">{t('problemsWarnings', { count: warnings })}</StateBadge>}
        </span>
      </div>
      <ul>
        {issues.map((issue) => {
          const words = issueText(issue);
          const line = issue.range?.startLine;
          return (
            <li key={JSON.stringify([issue.code, issue.path, issue.range])}>
              <StateBadge tone={TONES[issue.severity]} isPlain>
                {t(`severity.${issue.severity}`)}
              </StateBadge>
              <span>
                {line !== undefined && (
                  <button type="button" className="link-button" onClick={() => onGoTo(line)}>
                    {t('goToLine', { line })}
                  </button>
                )}{' '}
                <code>{issue.path.join('.')}</code> {words.text} {words.remedy}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
