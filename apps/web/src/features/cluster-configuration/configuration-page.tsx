import './configuration.css';
import type { Target } from '@flotilla/kubesphere';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading } from '../../shared/ui/loading.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { ConfigurationEditor } from './configuration-editor.tsx';
import { configurationQuery } from './configuration.queries.ts';
import { MONACO_EDITORS, type Editors } from './lazy-editor.tsx';

export interface ConfigurationPageProps {
  readonly target: Target;
  readonly editors?: Editors;
}

/** The ClusterConfiguration of a cluster: read once, then edited as a text. */
export function ConfigurationPage({ target, editors = MONACO_EDITORS }: ConfigurationPageProps) {
  const t = useText('configuration');
  const { api } = useServices();
  const query = useQuery(configurationQuery(api, target));
  return (
    <section className="configuration" aria-labelledby="configuration-title">
      <header className="configuration__head">
        <h2 id="configuration-title">{t('title')}</h2>
        <span className="fl-dim">{t('object')}</span>
      </header>
      {query.data ? (
        <ConfigurationEditor
          target={target}
          editors={editors}
          loaded={query.data}
          readAt={query.dataUpdatedAt}
        />
      ) : query.error ? (
        <ProblemAlert
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : (
        <Loading>
          <Skeleton height={34} mb={8} radius="md" />
          <Skeleton height={480} radius="md" />
        </Loading>
      )}
    </section>
  );
}
