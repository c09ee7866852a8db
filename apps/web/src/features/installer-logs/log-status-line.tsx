import { Button } from '@mantine/core';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import type { LogSnapshot } from './log-buffer.ts';
import type { FeedState } from './log-feed.ts';

export interface LogStatusLineProps {
  readonly state: FeedState;
  /** When the connection to the BFF was lost (ISO). */
  readonly lostAt: string | undefined;
  readonly snapshot: LogSnapshot;
  readonly onRetry: () => void;
}

/** Always there: what the log waits for or follows, and that no line is unaccounted for. */
export function LogStatusLine({ state, lostAt, snapshot, onRetry }: LogStatusLineProps) {
  const t = useText('installer-logs');
  const format = useFormat();
  const isOffline = lostAt !== undefined && state.state !== 'ended';
  const words = useStateWords();
  const text = isOffline ? t('state.offline', { time: format.time(lostAt) }) : words(state);
  const counts = [
    t('counts', { received: format.number(snapshot.received), shown: format.number(snapshot.shown) }),
    snapshot.earlier > 0 && t('countsEarlier', { count: snapshot.earlier }),
    snapshot.filtered > 0 && t('countsFiltered', { count: snapshot.filtered }),
    snapshot.dropped > 0 && t('countsDropped', { count: snapshot.dropped }),
  ];
  const raw = 'fault' in state ? state.fault?.raw : undefined;
  return (
    <div className={'installer-log__bar installer-log__status'}>
      <span role="status" title={raw}>
        <span
          className="installer-log__dot"
          data-alive={!isOffline && state.state === 'following'}
          data-trouble={isOffline || state.state === 'reconnecting'}
          aria-hidden
        />
        {text}
        {state.state === 'ended' && (
          <Button size="compact-xs" variant="subtle" ms={8} onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </span>
      <span>{counts.filter(Boolean).join(' + ')}</span>
    </div>
  );
}

function useStateWords(): (state: FeedState) => string {
  const t = useText('installer-logs');
  const format = useFormat();
  return (state) => {
    switch (state.state) {
      case 'opening':
        return t('state.opening');
      case 'waiting':
        if (state.for === 'pod') return t('state.waitingPod');
        return state.for === 'container' ? t('state.waitingContainer') : t('state.waitingCluster');
      case 'following':
        return state.restarts > 0
          ? t('state.followingRestarted', { pod: state.pod, count: state.restarts })
          : t('state.following', { pod: state.pod });
      case 'reconnecting':
        return t('state.reconnecting', { time: format.time(state.since) });
      case 'ended':
        return state.problem ? t('state.failed') : t('state.ended');
    }
  };
}
