import type { ClusterSummary } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClusterStateBadge } from '../../shared/fleet/cluster-state-badge.tsx';
import { heartbeatOf } from '../../shared/fleet/cluster-state.ts';
import { needsPreparation } from '../../shared/fleet/host-preparation.ts';
import { useFleet } from '../../shared/fleet/use-fleet.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { PageHeader } from '../../shared/ui/page-header.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import './cluster-frame.css';

/** A member's page: its title, state and tabs; the tab's content comes as children. */
export function MemberFrame({
  name,
  children,
}: {
  name: string;
  children: (cluster: ClusterSummary) => ReactNode;
}) {
  const t = useText('cluster');
  const fleet = useFleet();
  const cluster = fleet.data?.clusters.find((one) => one.name === name);
  const crumbs = <Crumbs />;
  if (cluster === undefined) {
    return (
      <>
        <PageHeader title={name} breadcrumbs={crumbs} />
        {fleet.isPending ? (
          <Loading label={t('loading')}>
            <SkeletonCard height={320} />
          </Loading>
        ) : fleet.isError ? (
          <ProblemAlert
            error={fleet.error}
            onRetry={() => void fleet.refetch()}
            isRetrying={fleet.isFetching}
          />
        ) : (
          <EmptyState
            title={t('notFound.title', { name })}
            action={
              <Button renderRoot={(props) => <Link to="/clusters" {...props} />}>{t('notFound.back')}</Button>
            }
          >
            {t('notFound.detail')}
          </EmptyState>
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={cluster.alias ?? cluster.name}
        badge={<ReportedState cluster={cluster} />}
        breadcrumbs={crumbs}
        description={
          cluster.alias === undefined ? cluster.description : <span className="fl-mono">{cluster.name}</span>
        }
      />
      <nav className="tab-links" aria-label={t('tabs.label')}>
        <Link to="/clusters/$name" params={{ name }} activeOptions={{ exact: true }}>
          {t('tabs.overview')}
        </Link>
        <Link to="/clusters/$name/configuration" params={{ name }}>
          {t('tabs.configuration')}
        </Link>
        <Link to="/clusters/$name/log" params={{ name }}>
          {t('tabs.log')}
        </Link>
      </nav>
      {children(cluster)}
    </>
  );
}

/** The state is the host's word, not this page's: said with its age, for what Flotilla itself reaches may differ. */
function ReportedState({ cluster }: { cluster: ClusterSummary }) {
  const t = useText('cluster');
  const format = useFormat();
  const now = useNow();
  const heartbeat = heartbeatOf(cluster);
  return (
    <>
      <ClusterStateBadge cluster={cluster} />
      {heartbeat === undefined ? null : (
        <span className="cluster-frame__reported fl-dim" title={format.dateTime(heartbeat)}>
          {t('asReported', { when: format.relative(heartbeat, Math.max(now, Date.parse(heartbeat))) })}
        </span>
      )}
    </>
  );
}

/** The host's page. It exists before any Cluster object does: the host is the cluster Flotilla was started with. */
export function HostFrame({ children }: { children: (cluster: ClusterSummary | undefined) => ReactNode }) {
  const t = useText('cluster');
  const fleet = useFleet();
  const host = fleet.data?.host;
  const cluster = fleet.data?.clusters.find(({ isHost }) => isHost);
  return (
    <>
      <PageHeader
        title={cluster?.alias ?? t('host')}
        badge={
          host === undefined || host.generation !== '3' ? undefined : (
            <StateBadge tone={host.prepared ? 'ok' : 'warn'}>
              {t(host.prepared ? 'hostPrepared' : 'hostNotPrepared')}
            </StateBadge>
          )
        }
        description={
          host === undefined ? undefined : (
            <span className="fl-mono">{`${host.context} · ${host.server}`}</span>
          )
        }
        actions={
          host !== undefined && needsPreparation(host) ? (
            <Button renderRoot={(props) => <Link to="/host/prepare" {...props} />}>{t('prepareHost')}</Button>
          ) : undefined
        }
      />
      <nav className="tab-links" aria-label={t('tabs.label')}>
        <Link to="/host" activeOptions={{ exact: true }}>
          {t('tabs.overview')}
        </Link>
        <Link to="/host/configuration">{t('tabs.configuration')}</Link>
        <Link to="/host/log">{t('tabs.log')}</Link>
      </nav>
      {children(cluster)}
    </>
  );
}

function Crumbs() {
  const t = useText('cluster');
  return (
    <nav aria-label={t('crumbs')}>
      <Link to="/clusters">{t('clusters')}</Link>
    </nav>
  );
}
