import { Button } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import type { Fleet } from '../../shared/fleet/fleet.ts';
import { useFleet } from '../../shared/fleet/use-fleet.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PageHeader } from '../../shared/ui/page-header.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import './clusters-page.css';
import { tallyOf } from './arrange-clusters.ts';
import { ClusterBrowser } from './cluster-browser.tsx';
import { FleetGuide } from './fleet-guide.tsx';
import { hostStepOf } from './host-step.ts';

export function ClustersPage() {
  const t = useText('clusters');
  const fleet = useFleet();
  return (
    <>
      <PageHeader
        title={t('title')}
        description={
          fleet.data === undefined || fleet.data.clusters.length === 0 ? undefined : (
            <FleetTally fleet={fleet.data} />
          )
        }
        actions={
          <Button
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            renderRoot={(props) => <Link to="/clusters/add" {...props} />}
          >
            {t('add')}
          </Button>
        }
      />
      {fleet.data !== undefined ? (
        <FleetView fleet={fleet.data} />
      ) : fleet.isError ? (
        <ProblemAlert
          error={fleet.error}
          onRetry={() => void fleet.refetch()}
          isRetrying={fleet.isFetching}
        />
      ) : (
        <Loading label={t('loading')}>
          <div className="cluster-cards">
            <SkeletonCard height={190} />
            <SkeletonCard height={190} />
            <SkeletonCard height={190} />
          </div>
        </Loading>
      )}
    </>
  );
}

function FleetView({ fleet }: { fleet: Fleet }) {
  const { host, clusters } = fleet;
  const step = hostStepOf(host);
  const hasMembers = clusters.some(({ isHost }) => !isHost);
  const isGuideDone = hasMembers && (step === 'done' || step === 'notNeeded');
  return (
    <div className="clusters-page">
      <FleetNotices fleet={fleet} />
      {isGuideDone || (!host.reachable && clusters.length > 0) ? null : <FleetGuide host={host} />}
      {clusters.length === 0 ? null : <ClusterBrowser clusters={clusters} />}
    </div>
  );
}

function FleetNotices({ fleet }: { fleet: Fleet }) {
  const t = useText('clusters');
  const format = useFormat();
  const now = useNow();
  const { host, stale } = fleet;
  return (
    <>
      {host.reachable ? null : (
        <Notice tone="fail" title={t('unreachable.title')}>
          <p>{t('unreachable.detail', { server: host.server, contextName: host.context })}</p>
          <p>{t('unreachable.remedy')}</p>
        </Notice>
      )}
      {host.reachable && host.generation !== 'none' && !host.clustersServed ? (
        <Notice tone="info" title={t('notServed.title')}>
          {t('notServed.detail')}
        </Notice>
      ) : null}
      {stale === undefined ? null : (
        <Notice
          tone="warn"
          title={t('stale.title', { when: format.relative(stale.since, now) })}
          raw={stale.raw}
        >
          {t('stale.detail')}
        </Notice>
      )}
    </>
  );
}

function FleetTally({ fleet }: { fleet: Fleet }) {
  const t = useText('clusters');
  const { ready, joining, attention } = tallyOf(fleet.clusters);
  const parts = [
    t('count', { count: fleet.clusters.length }),
    ...(ready > 0 ? [t('tally.ready', { count: ready })] : []),
    ...(joining > 0 ? [t('tally.joining', { count: joining })] : []),
    ...(attention > 0 ? [t('tally.attention', { count: attention })] : []),
  ];
  return <span>{parts.join(' · ')}</span>;
}
