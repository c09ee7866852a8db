import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { CodeBlock } from './code-block.tsx';
import './notice.css';
import { StateIcon, type StateTone } from './state-badge.tsx';

interface NoticeProps {
  readonly tone: StateTone;
  readonly title: string;
  readonly children?: ReactNode;
  /** Foreign text, folded away. */
  readonly raw?: string | undefined;
  readonly action?: ReactNode;
}

/** A standing remark about the page: not an event, so it does not interrupt anyone. */
export function Notice({ tone, title, children, raw, action }: NoticeProps) {
  const t = useText('common');
  return (
    <div className={`notice notice--${tone}`} role="status">
      <StateIcon tone={tone} size={18} />
      <div className="notice__body">
        <p className="notice__title">{title}</p>
        {children === undefined ? null : <div className="notice__text">{children}</div>}
        {raw === undefined || raw === '' ? null : (
          <details>
            <summary>{t('action.showRaw')}</summary>
            <CodeBlock code={raw} label={t('action.showRaw')} maxHeight={160} isWrapped />
          </details>
        )}
      </div>
      {action === undefined ? null : <div className="notice__action">{action}</div>}
    </div>
  );
}
