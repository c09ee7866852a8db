import type { ClusterSummary } from '@flotilla/kubesphere';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../../shared/api/services.tsx';

export interface Joining {
  readonly isRemoved: boolean;
  /** Since when the host no longer tells (ISO). */
  readonly staleSince?: string;
}

/** Watches the imported cluster until the component goes, and hands on every newer version of it. */
export function useJoining(name: string, onChanged: (cluster: ClusterSummary) => void): Joining {
  const { live } = useServices();
  const [joining, setJoining] = useState<Joining>({ isRemoved: false });
  const latest = useRef(onChanged);
  useEffect(() => {
    latest.current = onChanged;
  });
  useEffect(() => {
    const controller = new AbortController();
    live.open(
      'clusters',
      () => ({}),
      {
        onItems: (items) => {
          for (const item of items) {
            if (item.type === 'stale') setJoining((held) => ({ ...held, staleSince: item.since }));
            if (item.type === 'removed' && item.name === name)
              setJoining((held) => ({ ...held, isRemoved: true }));
            const found =
              item.type === 'snapshot' ? item.clusters.find((cluster) => cluster.name === name) : undefined;
            const cluster = item.type === 'changed' && item.cluster.name === name ? item.cluster : found;
            if (!cluster) continue;
            setJoining({ isRemoved: false });
            latest.current(cluster);
          }
        },
        onEnd: () => undefined,
        onRefused: () => undefined,
      },
      { signal: controller.signal },
    );
    return () => controller.abort();
  }, [live, name]);
  return joining;
}
