import type { ClusterSummary } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { readPreferences, savePreference } from '../../shared/preferences.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { arrangeClusters, PLAIN_ARRANGEMENT, tagsOf } from './arrange-clusters.ts';
import { ClusterCard } from './cluster-card.tsx';
import { ClusterToolbar, type ClustersView } from './cluster-toolbar.tsx';

const CARDS_UP_TO = 12;
const ClusterTable = lazy(async () => ({ default: (await import('./cluster-table.tsx')).ClusterTable }));

/** The clusters, narrowed and ordered as asked; cards while few, a table beyond or by choice. */
export function ClusterBrowser({ clusters }: { clusters: readonly ClusterSummary[] }) {
  const t = useText('clusters');
  const now = useNow();
  const [arrangement, setArrangement] = useState(PLAIN_ARRANGEMENT);
  const [chosenView, setChosenView] = useState<ClustersView | undefined>(
    () => readPreferences().clustersView,
  );
  const view = chosenView ?? (clusters.length > CARDS_UP_TO ? 'table' : 'cards');
  // Typing stays fluent with a thousand rows: the list follows a moment later.
  const settled = useDeferredValue(arrangement);
  const shown = useMemo(() => arrangeClusters(clusters, settled), [clusters, settled]);
  const tags = useMemo(() => tagsOf(clusters), [clusters]);

  const choose = (next: ClustersView) => {
    setChosenView(next);
    savePreference('clustersView', next);
  };

  return (
    <div>
      <ClusterToolbar
        arrangement={arrangement}
        onArrange={setArrangement}
        tags={tags}
        view={view}
        onView={choose}
      />
      <p className="fl-visually-hidden" role="status">
        {shown.length === clusters.length ? '' : t('shown', { shown: shown.length, count: clusters.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState
          title={t('filter.nothing')}
          action={
            <Button variant="default" onClick={() => setArrangement(PLAIN_ARRANGEMENT)}>
              {t('filter.reset')}
            </Button>
          }
        >
          {t('filter.nothingDetail')}
        </EmptyState>
      ) : view === 'cards' ? (
        <ul className="cluster-cards">
          {shown.map((cluster) => (
            <ClusterCard key={cluster.name} cluster={cluster} now={now} />
          ))}
        </ul>
      ) : (
        <Suspense
          fallback={
            <Loading>
              <SkeletonCard height={320} />
            </Loading>
          }
        >
          <ClusterTable clusters={shown} now={now} />
        </Suspense>
      )}
    </div>
  );
}
