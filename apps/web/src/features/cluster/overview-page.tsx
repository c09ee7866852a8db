import type { ClusterSummary, Target } from '@flotilla/kubesphere';
import { useQuery } from '@tanstack/react-query';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { ComponentList } from './component-list.tsx';
import { ConditionTable } from './condition-table.tsx';
import { FactsCard } from './facts-card.tsx';
import { FleetCard } from './fleet-card.tsx';
import { NodeTable } from './node-table.tsx';
import './overview-page.css';
import { overviewQuery } from './overview.queries.ts';
import { UnreadyNotice } from './unready-notice.tsx';

interface OverviewPageProps {
  readonly target: Target;
  /** What the fleet knows of it; a host that is not prepared has no such entry yet. */
  readonly cluster: ClusterSummary | undefined;
}

/** What is wrong first, then what the cluster itself says, then what the fleet says of it. */
export function OverviewPage({ target, cluster }: OverviewPageProps) {
  const t = useText('cluster');
  const { api } = useServices();
  const overview = useQuery(overviewQuery(api, target));
  const isMember = target.kind === 'member';
  const host = useQuery({ ...overviewQuery(api, { kind: 'host' }), enabled: isMember });
  return (
    <div className="overview">
      {cluster === undefined ? null : (
        <UnreadyNotice
          cluster={cluster}
          isReached={overview.data === undefined ? undefined : true}
          hasFailed={overview.isError}
        />
      )}
      {overview.isError ? (
        <ProblemAlert
          error={overview.error}
          onRetry={() => void overview.refetch()}
          isRetrying={overview.isFetching}
        />
      ) : null}
      <div className="overview__columns">
        {overview.data !== undefined ? (
          <FactsCard
            overview={overview.data}
            host={isMember ? (host.data ?? 'unknown') : undefined}
            isRefreshing={overview.isFetching}
            onRefresh={() => void overview.refetch()}
          />
        ) : overview.isPending ? (
          <Loading label={t('loading')}>
            <SkeletonCard height={300} />
          </Loading>
        ) : null}
        {cluster === undefined ? null : <FleetCard cluster={cluster} />}
      </div>
      {cluster === undefined ? null : <ConditionTable conditions={cluster.conditions} />}
      {overview.data === undefined ? null : (
        <>
          <NodeTable nodes={overview.data.nodes} />
          {overview.data.generation === '3' ? <ComponentList components={overview.data.components} /> : null}
        </>
      )}
    </div>
  );
}
