import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import type { LogSnapshot } from './log-buffer.ts';

export interface LogFoldsProps {
  readonly snapshot: LogSnapshot;
  readonly onEarlierShown: (shown: boolean) => void;
}

/** Says above the lines what is not among them: earlier runs, and lines this page no longer holds. */
export function LogFolds({ snapshot, onEarlierShown }: LogFoldsProps) {
  const t = useText('installer-logs');
  const [isShown, setShown] = useState(false);
  const toggle = (): void => {
    setShown(!isShown);
    onEarlierShown(!isShown);
  };
  return (
    <>
      {snapshot.dropped > 0 && (
        <div className="installer-log__fold">{t('dropped', { count: snapshot.dropped })}</div>
      )}
      {(snapshot.earlier > 0 || isShown) && (
        <div className="installer-log__fold">
          {!isShown && <span>{t('earlier', { count: snapshot.earlier })}</span>}
          <UnstyledButton className="installer-log__fold-button" aria-expanded={isShown} onClick={toggle}>
            {isShown ? t('hideEarlier') : t('showEarlier')}
          </UnstyledButton>
        </div>
      )}
    </>
  );
}
