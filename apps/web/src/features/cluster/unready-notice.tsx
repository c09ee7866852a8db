import type { ClusterSummary } from '@flotilla/kubesphere';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { useConditionName } from './condition-name.ts';

interface UnreadyNoticeProps {
  readonly cluster: ClusterSummary;
  /** Whether Flotilla itself got facts from the cluster just now. */
  readonly isReached: boolean | undefined;
  readonly hasFailed: boolean;
}

/** Why the cluster is not ready, in the controller's own words, and where to look next. */
export function UnreadyNotice({ cluster, isReached, hasFailed }: UnreadyNoticeProps) {
  const t = useText('cluster');
  const format = useFormat();
  const now = useNow();
  const conditionName = useConditionName();
  const { status } = cluster;
  const hint = hasFailed ? t('unready.unreached') : isReached === true ? t('unready.reached') : undefined;
  switch (status.state) {
    case 'ready':
      return null;
    case 'joining':
      return (
        <Notice tone="busy" title={t('unready.joining')}>
          {t('unready.joiningDetail')}
        </Notice>
      );
    case 'removing':
      return (
        <Notice tone="neutral" title={t('unready.removing')}>
          {t('unready.removingDetail')}
        </Notice>
      );
    case 'stale':
      return (
        <Notice tone="warn" title={t('unready.stale', { when: format.relative(status.heartbeatAt, now) })}>
          <p>{t('unready.staleDetail')}</p>
          {hint === undefined ? null : <p>{hint}</p>}
        </Notice>
      );
    case 'failed': {
      const condition = cluster.conditions.find(({ type }) => type === status.condition);
      const words = [condition?.reason, condition?.message, status.text].filter(
        (text) => text !== undefined && text !== '',
      );
      return (
        <Notice tone="fail" title={t('unready.failed', { condition: conditionName(status.condition) })}>
          {words.length === 0 ? (
            <p>{t('unready.silent')}</p>
          ) : (
            [...new Set(words)].map((text) => <p key={text}>{text}</p>)
          )}
          {hint === undefined ? null : <p>{hint}</p>}
        </Notice>
      );
    }
  }
}
