import type { Issue } from '@flotilla/kubesphere';
import { useText } from '../../../shared/i18n/use-text.ts';
import { StateBadge } from '../../../shared/ui/state-badge.tsx';
import { FindingList } from './finding-list.tsx';

export interface FindingSummaryProps {
  readonly isEmpty: boolean;
  readonly issues: readonly Issue[];
  readonly onGoTo: (line: number) => void;
}

/** How many findings of which kind, said politely while typing, then each. */
export function FindingSummary({ isEmpty, issues, onGoTo }: FindingSummaryProps) {
  const t = useText('add-cluster');
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.filter(({ severity }) => severity === 'warning').length;
  return (
    <div>
      <div role="status" className="finding-summary">
        {!isEmpty && errors > 0 && (
          <StateBadge tone="fail">{t('connection.findingsErrors', { count: errors })}</StateBadge>
        )}
        {!isEmpty && warnings > 0 && (
          <StateBadge tone="warn">{t('connection.findingsWarnings', { count: warnings })}</StateBadge>
        )}
        {!isEmpty && issues.length === 0 && <StateBadge tone="ok">{t('connection.noFindings')}</StateBadge>}
      </div>
      {issues.length > 0 && <FindingList issues={issues} onGoTo={onGoTo} />}
    </div>
  );
}
