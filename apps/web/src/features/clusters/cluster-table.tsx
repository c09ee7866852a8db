import type { ClusterSummary } from '@flotilla/kubesphere';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { ClusterStateBadge } from '../../shared/fleet/cluster-state-badge.tsx';
import { heartbeatOf } from '../../shared/fleet/cluster-state.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime } from '../../shared/ui/relative-time.tsx';
import { ClusterLink } from './cluster-card.tsx';
import './cluster-table.css';
import { providerName, useReasonText, useTagText } from './cluster-words.ts';
import { CredentialExpiry } from './credential-expiry.tsx';

const ROW_HEIGHT_PX = 58;
const COLUMNS = [
  'name',
  'state',
  'tag',
  'provider',
  'kubernetes',
  'kubesphere',
  'nodes',
  'credential',
  'heartbeat',
] as const;

interface ClusterTableProps {
  readonly clusters: readonly ClusterSummary[];
  readonly now: number;
}

/** Any number of clusters: only the rows in sight are made. */
export function ClusterTable({ clusters, now }: ClusterTableProps) {
  const t = useText('clusters');
  const body = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => setScrollMargin(body.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: clusters.length,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
    scrollMargin,
  });
  return (
    <div
      className="cluster-table fl-card"
      role="table"
      aria-label={t('title')}
      aria-rowcount={clusters.length + 1}
    >
      <div role="rowgroup">
        <div className="cluster-table__row cluster-table__row--head" role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <div key={column} role="columnheader" className={`cluster-table__cell--${column}`}>
              {t(`field.${column}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="cluster-table__body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const cluster = clusters[index];
          return cluster === undefined ? null : (
            <ClusterTableRow
              key={cluster.name}
              cluster={cluster}
              index={index}
              top={start - scrollMargin}
              now={now}
            />
          );
        })}
      </div>
    </div>
  );
}

function ClusterTableRow({
  cluster,
  index,
  top,
  now,
}: {
  cluster: ClusterSummary;
  index: number;
  top: number;
  now: number;
}) {
  const t = useText('clusters');
  const format = useFormat();
  const tagText = useTagText();
  const reason = useReasonText()(cluster, now);
  const heartbeat = heartbeatOf(cluster);
  const none = t('field.none');
  return (
    <div
      className="cluster-table__row"
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="cell" className="cluster-table__cell--name">
        <ClusterLink cluster={cluster} className="cluster-table__link" />
        <ClusterSubtitle cluster={cluster} />
      </div>
      <div role="cell" className="cluster-table__cell--state">
        <ClusterStateBadge cluster={cluster} isPlain />
        {reason === undefined ? null : (
          <span className="cluster-table__reason fl-dim" title={reason}>
            {reason}
          </span>
        )}
      </div>
      <div role="cell" className="cluster-table__cell--tag">
        {cluster.tag === undefined ? none : tagText(cluster.tag)}
      </div>
      <div role="cell" className="cluster-table__cell--provider">
        {cluster.provider === undefined ? none : providerName(cluster.provider)}
      </div>
      <div role="cell" className="cluster-table__cell--kubernetes">
        {cluster.kubernetesVersion ?? none}
      </div>
      <div role="cell" className="cluster-table__cell--kubesphere">
        {cluster.kubesphereVersion ?? none}
      </div>
      <div role="cell" className="cluster-table__cell--nodes">
        {cluster.nodeCount === undefined ? none : format.number(cluster.nodeCount)}
      </div>
      <div role="cell" className="cluster-table__cell--credential">
        {cluster.kubeconfigExpiresAt === undefined ? (
          none
        ) : (
          <CredentialExpiry iso={cluster.kubeconfigExpiresAt} now={now} />
        )}
      </div>
      <div role="cell" className="cluster-table__cell--heartbeat">
        {heartbeat === undefined ? none : <RelativeTime iso={heartbeat} />}
      </div>
    </div>
  );
}

/** What the link does not say already: the host's role, or the name behind an alias. */
function ClusterSubtitle({ cluster: { isHost, alias, name } }: { cluster: ClusterSummary }) {
  const t = useText('clusters');
  if (isHost) return <span className="fl-dim">{t('role.host')}</span>;
  return alias === undefined || alias === name ? null : <span className="fl-mono fl-dim">{name}</span>;
}
