import type { InstallerLogItem, LogLine, LogState, Problem } from '@flotilla/contracts';
import {
  initialProgress,
  reduceProgress,
  type InstallProgress,
  type LogCursor,
  type Target,
} from '@flotilla/kubesphere';
import type { LiveClient } from '../../shared/live/live-client.ts';
import { createLogBuffer, type LogBuffer, type LogBufferOptions } from './log-buffer.ts';

/** Where the log stands, as the stream says. `ended` is the stream's last word. */
export type FeedState =
  | { readonly state: 'opening' }
  | LogState
  | { readonly state: 'ended'; readonly problem?: Problem };

export interface FeedSnapshot {
  readonly state: FeedState;
  readonly progress: InstallProgress;
}

/** One installer log as this page holds it: lines, what they say, and where the stream stands. Lives across re-openings. */
export interface LogFeed {
  readonly buffer: LogBuffer;
  subscribe(listener: () => void): () => void;
  getSnapshot(): FeedSnapshot;
  /** Follows until the signal fires. Followed again, it goes on after the last line held. */
  follow(live: LiveClient, target: Target, signal: AbortSignal): void;
}

/** `since` (ISO): only the lines from then on say how the installation stands; earlier ones are kept, but folded away. */
export function createLogFeed(options: LogBufferOptions = {}): LogFeed {
  const { onFrame = (run) => requestAnimationFrame(run), since } = options;
  const buffer = createLogBuffer(options);
  const sinceMs = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const listeners = new Set<() => void>();
  let cursor: LogCursor | undefined;
  let state: FeedState = { state: 'opening' };
  let progress = initialProgress;
  let earlier = initialProgress;
  let snapshot: FeedSnapshot = { state, progress };
  let isFramePending = false;

  const announce = (): void => {
    if (isFramePending || (snapshot.state === state && snapshot.progress === progress)) return;
    isFramePending = true;
    onFrame(() => {
      isFramePending = false;
      snapshot = { state, progress };
      for (const listener of listeners) listener();
    });
  };
  /** Of lines from before only the runs are counted: a run has the same number whenever one arrives. */
  const read = (line: LogLine, number: number): void => {
    if (Date.parse(line.at) >= sinceMs) {
      progress = reduceProgress(progress, line, number);
      return;
    }
    earlier = reduceProgress(earlier, line, number);
    if (progress.run !== earlier.run) progress = { ...initialProgress, run: earlier.run };
  };
  const take = (item: InstallerLogItem): void => {
    switch (item.type) {
      case 'lines': {
        let number = buffer.nextNumber;
        for (const line of item.lines) {
          read(line, number);
          number += 1;
        }
        buffer.append(item.lines);
        cursor = item.cursor;
        break;
      }
      case 'gap':
        buffer.appendGap(item.reason, item.lines);
        break;
      case 'state':
        state = item.state;
        break;
    }
  };
  const end = (problem?: Problem): void => {
    state = { state: 'ended', ...(problem && { problem }) };
    announce();
  };

  return {
    buffer,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    follow: (live, target, signal) => {
      state = { state: 'opening' };
      announce();
      live.open(
        'installer-log',
        () => ({ target, ...(cursor && { after: cursor }) }),
        {
          onItems: (items) => {
            for (const item of items) take(item);
            announce();
          },
          onEnd: end,
          onRefused: end,
        },
        { signal },
      );
    },
  };
}
