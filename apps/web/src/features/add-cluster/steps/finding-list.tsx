import type { Issue } from '@flotilla/kubesphere';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { StateBadge } from '../../../shared/ui/state-badge.tsx';

const TONES = { error: 'fail', warning: 'warn', info: 'info' } as const;
const ORDER = ['error', 'warning', 'info'] as const;

const keyOf = ({ code, path, range }: Issue): string => JSON.stringify([code, path, range]);

/** All findings, errors first, each leading to its line. */
export function FindingList({
  issues,
  onGoTo,
}: {
  issues: readonly Issue[];
  onGoTo: (line: number) => void;
}) {
  const t = useText('add-cluster');
  const { issueText } = useCodeText();
  const sorted = issues.toSorted(
    (one, other) =>
      ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) ||
      (one.range?.startLine ?? 0) - (other.range?.startLine ?? 0),
  );
  // A finding is told once: two rows of one key would outlive the text they belong to.
  const shown = [...new Map(sorted.map((issue) => [keyOf(issue), issue])).entries()];
  return (
    <ul className="finding-list" aria-label={t('connection.findings')}>
      {shown.map(([key, issue]) => {
        const words = issueText(issue);
        const line = issue.range?.startLine;
        return (
          <li key={key} className="finding-list__item">
            <StateBadge tone={TONES[issue.severity]} isPlain>
              {t(`connection.severity.${issue.severity}`)}
            </StateBadge>
            <span>
              {line !== undefined && (
                <button type="button" className="link-button" onClick={() => onGoTo(line)}>
                  {t('connection.line', { line })}
                </button>
              )}{' '}
              {words.text}
              {words.remedy !== undefined && <span className="finding-list__remedy"> {words.remedy}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
