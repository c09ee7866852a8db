import type { ClusterSummary } from '@flotilla/kubesphere';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClusterStateBadge } from '../../shared/fleet/cluster-state-badge.tsx';
import { heartbeatOf, STATE_TONES } from '../../shared/fleet/cluster-state.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime } from '../../shared/ui/relative-time.tsx';
import './cluster-card.css';
import { providerName, useReasonText, useTagText } from './cluster-words.ts';
import { CredentialExpiry } from './credential-expiry.tsx';

/** Host pages live under their own address. */
export function ClusterLink({ cluster, className }: { cluster: ClusterSummary; className?: string }) {
  const label = cluster.alias ?? cluster.name;
  if (cluster.isHost) {
    return (
      <Link to="/host" {...(className === undefined ? {} : { className })}>
        {label}
      </Link>
    );
  }
  return (
    <Link
      to="/clusters/$name"
      params={{ name: cluster.name }}
      {...(className === undefined ? {} : { className })}
    >
      {label}
    </Link>
  );
}

export function ClusterCard({ cluster, now }: { cluster: ClusterSummary; now: number }) {
  const t = useText('clusters');
  const format = useFormat();
  const tagText = useTagText();
  const reason = useReasonText()(cluster, now);
  const heartbeat = heartbeatOf(cluster);
  const tone = STATE_TONES[cluster.status.state];
  return (
    <li className={`cluster-card fl-card cluster-card--${tone}`}>
      <div className="cluster-card__head">
        <div className="cluster-card__names">
          <h2>
            <ClusterLink cluster={cluster} className="cluster-card__link" />
          </h2>
          {cluster.alias === undefined || cluster.alias === cluster.name ? null : (
            <span className="cluster-card__name fl-mono">{cluster.name}</span>
          )}
        </div>
        <ClusterStateBadge cluster={cluster} />
      </div>
      <div className="cluster-card__tags">
        <span className={`cluster-card__tag${cluster.isHost ? ' cluster-card__tag--host' : ''}`}>
          {t(cluster.isHost ? 'role.host' : 'role.member')}
        </span>
        {cluster.tag === undefined ? null : <span className="cluster-card__tag">{tagText(cluster.tag)}</span>}
        {cluster.provider === undefined ? null : (
          <span className="cluster-card__tag">{providerName(cluster.provider)}</span>
        )}
      </div>
      {reason === undefined ? null : (
        <p className={`cluster-card__reason cluster-card__reason--${tone}`}>{reason}</p>
      )}
      <dl className="cluster-card__facts">
        <Fact name={t('field.kubernetes')}>{cluster.kubernetesVersion}</Fact>
        <Fact name={t('field.kubesphere')}>{cluster.kubesphereVersion}</Fact>
        <Fact name={t('field.nodes')}>
          {cluster.nodeCount === undefined ? undefined : format.number(cluster.nodeCount)}
        </Fact>
        <Fact name={t('field.heartbeat')}>
          {heartbeat === undefined ? undefined : <RelativeTime iso={heartbeat} />}
        </Fact>
        {cluster.kubeconfigExpiresAt === undefined ? null : (
          <Fact name={t('field.credential')}>
            <CredentialExpiry iso={cluster.kubeconfigExpiresAt} now={now} />
          </Fact>
        )}
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const none = useText('clusters')('field.none');
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? none}</dd>
    </div>
  );
}
