import { Button } from '@mantine/core';
import './problem-alert.css';
import { useText } from '../i18n/use-text.ts';
import { CodeBlock } from './code-block.tsx';
import { CopyButton } from './copy-button.tsx';
import { StateIcon } from './state-badge.tsx';
import { useFaultWords } from './use-fault-words.ts';

interface ProblemAlertProps {
  /** A problem, or anything the api client throws. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
  /** Replaces the code's own title where the place knows better what failed. */
  readonly title?: string;
}

/** What failed, why, what to do; the foreign text folded away, the request id at hand. */
export function ProblemAlert({ error, onRetry, isRetrying = false, title }: ProblemAlertProps) {
  const t = useText('common');
  const words = useFaultWords()(error);
  return (
    <div className="problem-alert" role="alert">
      <StateIcon tone="fail" size={18} />
      <div className="problem-alert__body">
        <p className="problem-alert__title">{title ?? words.title}</p>
        {title === undefined ? null : <p>{words.title}</p>}
        <p>{words.detail}</p>
        {words.issues.length === 0 ? null : (
          <ul>
            {words.issues.map((issue) => (
              <li key={issue}>{issue}</li>
            ))}
          </ul>
        )}
        {words.remedy === undefined ? null : <p className="problem-alert__remedy">{words.remedy}</p>}
        {words.raw === undefined ? null : (
          <details>
            <summary>{t('action.showRaw')}</summary>
            <CodeBlock code={words.raw} label={t('action.showRaw')} maxHeight={180} isWrapped />
          </details>
        )}
        <div className="problem-alert__foot">
          {onRetry === undefined ? null : (
            <Button variant="default" size="xs" onClick={onRetry} loading={isRetrying}>
              {t('action.retry')}
            </Button>
          )}
          {words.requestId === undefined ? null : (
            <span className="problem-alert__request">
              {t('fault.requestId', { id: words.requestId })}
              <CopyButton value={words.requestId} label={t('action.copyRequestId')} />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
