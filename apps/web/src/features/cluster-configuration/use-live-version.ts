import { targetKey, type Target } from '@flotilla/kubesphere';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../../shared/api/services.tsx';

/** The last time what is edited here changed in the cluster, and who did it if that is known. */
export interface LiveChange {
  readonly at: string;
  readonly by?: string;
}

export interface LiveVersionHandlers {
  /** Another version is stored than the one that was last read. */
  onVersion(uid: string, resourceVersion: string): void;
  onDeleted(): void;
}

/** Hears of every change of the object while the component lives. Identity only: the text is read by query. */
export function useLiveVersion(target: Target, handlers: LiveVersionHandlers): LiveChange | undefined {
  const { live } = useServices();
  const [change, setChange] = useState<LiveChange>();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const key = targetKey(target);
  useEffect(() => {
    const controller = new AbortController();
    live.open(
      'configuration',
      () => ({ target }),
      {
        onItems: (items) => {
          for (const item of items) {
            if (item.type === 'deleted') latest.current.onDeleted();
            else {
              if (item.specChanged)
                setChange({
                  at: new Date().toISOString(),
                  ...(item.changedBy !== undefined && { by: item.changedBy }),
                });
              latest.current.onVersion(item.uid, item.resourceVersion);
            }
          }
        },
        // Without the stream the page still works: a conflict is told at the latest when saving.
        onEnd: () => undefined,
        onRefused: () => undefined,
      },
      { signal: controller.signal },
    );
    return () => controller.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the target, which may be a new object at each render
  }, [live, key]);
  return change;
}
