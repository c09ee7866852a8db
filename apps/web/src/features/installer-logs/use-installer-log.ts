import { targetKey, type Target } from '@flotilla/kubesphere';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useServices } from '../../shared/api/services.tsx';
import type { LogBuffer } from './log-buffer.ts';
import { createLogFeed, type FeedSnapshot } from './log-feed.ts';
import { useLostAt } from './use-lost-at.ts';

export interface InstallerLog extends FeedSnapshot {
  readonly buffer: LogBuffer;
  /** When the connection to the BFF was lost (ISO), as long as it is. */
  readonly lostAt: string | undefined;
  /** Follows again, after the stream had ended. */
  retry(): void;
}

/** Follows the installer log of a target as long as the component lives. Nothing is lost or repeated when the connection drops meanwhile. */
export function useInstallerLog(target: Target, since: string | undefined): InstallerLog {
  const { live } = useServices();
  const [attempt, setAttempt] = useState(0);
  const key = targetKey(target);
  // Another cluster or another instant is another log.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the target, which may be a new object at each render
  const feed = useMemo(() => ({ log: createLogFeed({ since }), key, target }), [key, since]);
  useEffect(() => {
    const controller = new AbortController();
    feed.log.follow(live, feed.target, controller.signal);
    return () => controller.abort();
  }, [feed, live, attempt]);
  const snapshot = useSyncExternalStore(feed.log.subscribe, feed.log.getSnapshot);
  const lostAt = useLostAt(live.connection);
  return { ...snapshot, buffer: feed.log.buffer, lostAt, retry: () => setAttempt((count) => count + 1) };
}
