import type { SandboxState } from '@flotilla/contracts';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonCard } from '../../shared/ui/loading.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { SandboxClusterItem } from './sandbox-cluster-item.tsx';
import './sandbox-panel.css';
import { sandboxQuery, useCauseEvent, useSetFaults, useSetSpeed } from './sandbox.queries.ts';

const SPEEDS = [0.5, 1, 2, 4, 10, 50];

/** The virtual clusters: what each is there to show, how to get in, what can be broken. */
export function SandboxPanel() {
  const t = useText('sandbox');
  const query = useQuery(sandboxQuery(useServices().api));
  if (query.data === undefined) {
    return query.isError ? (
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <Loading label={t('loading')}>
        <SkeletonCard height={120} />
      </Loading>
    );
  }
  return <SandboxControls state={query.data} />;
}

function SandboxControls({ state }: { state: SandboxState }) {
  const t = useText('sandbox');
  const setSpeed = useSetSpeed();
  const setFaults = useSetFaults();
  const cause = useCauseEvent();
  const speeds = SPEEDS.includes(state.speed) ? SPEEDS : [...SPEEDS, state.speed].toSorted((a, b) => a - b);
  const error = setSpeed.error ?? setFaults.error ?? cause.error;
  return (
    <div className="sandbox-panel">
      <p className="fl-dim">{t('intro')}</p>
      {error === null ? null : <ProblemAlert error={error} />}
      <NativeSelect
        label={t('speed')}
        value={String(setSpeed.isPending ? setSpeed.variables : state.speed)}
        onChange={(event) => setSpeed.mutate(Number(event.currentTarget.value))}
        data={speeds.map((speed) => ({ value: String(speed), label: t('speedValue', { speed }) }))}
      />
      <ul className="sandbox-panel__clusters">
        {state.clusters.map((cluster) => (
          <SandboxClusterItem
            key={cluster.name}
            cluster={cluster}
            pendingFaults={
              setFaults.isPending && setFaults.variables.cluster === cluster.name
                ? setFaults.variables.faults
                : undefined
            }
            event={cause.variables?.cluster === cluster.name ? cause.variables.event : undefined}
            eventState={cause.status}
            onEvent={(event) => cause.mutate({ cluster: cluster.name, event })}
            onFaults={(faults) => setFaults.mutate({ cluster: cluster.name, faults })}
          />
        ))}
      </ul>
    </div>
  );
}
