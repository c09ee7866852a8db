import { CLUSTER_TAGS, type ClusterSummary } from '@flotilla/kubesphere';
import { expiryTone, heartbeatOf } from '../../shared/fleet/cluster-state.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime, useNow } from '../../shared/ui/relative-time.tsx';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import { Fact, Section } from './section.tsx';

/** What the Cluster object on the host says. */
export function FleetCard({ cluster }: { cluster: ClusterSummary }) {
  const t = useText('cluster');
  const tags = useText('clusters');
  const format = useFormat();
  const now = useNow();
  const none = t('object.none');
  const heartbeat = heartbeatOf(cluster);
  const tag = CLUSTER_TAGS.find((known) => known === cluster.tag);
  const expires = cluster.kubeconfigExpiresAt;
  return (
    <Section title={t('object.title')}>
      <dl className="facts">
        <Fact name={t('object.heartbeat')}>
          {heartbeat === undefined ? none : <RelativeTime iso={heartbeat} everyMs={5_000} />}
        </Fact>
        <Fact name={t('object.connection')}>{t(`object.${cluster.connection}`)}</Fact>
        <Fact name={t('object.server')}>
          {cluster.server === undefined ? none : <span className="fl-mono">{cluster.server}</span>}
        </Fact>
        {expires === undefined ? null : (
          <Fact name={t('object.credential')}>
            {expiryTone(expires, now) === 'ok' ? (
              format.date(expires)
            ) : (
              <StateBadge tone={expiryTone(expires, now)} isPlain title={format.dateTime(expires)}>
                {format.relative(expires, now)}
              </StateBadge>
            )}
          </Fact>
        )}
        <Fact name={t('object.tag')}>{tag === undefined ? (cluster.tag ?? none) : tags(`tag.${tag}`)}</Fact>
        <Fact name={t('object.provider')}>{cluster.provider ?? none}</Fact>
        {cluster.description === undefined || cluster.description === '' ? null : (
          <Fact name={t('object.description')}>{cluster.description}</Fact>
        )}
        <Fact name={t('object.created')}>{format.dateTime(cluster.createdAt)}</Fact>
        {cluster.clusterUid === undefined ? null : (
          <Fact name={t('object.uid')}>
            <span className="fl-mono">{cluster.clusterUid}</span>
          </Fact>
        )}
      </dl>
    </Section>
  );
}
