import './installer-logs.css';
import type { Target } from '@flotilla/kubesphere';
import { useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { ClusterOutage } from './cluster-outage.tsx';
import { InstallFailureView } from './install-failure-view.tsx';
import type { FeedState } from './log-feed.ts';
import { LogFolds } from './log-folds.tsx';
import type { LogRowLook, TimeColumn } from './log-row-view.tsx';
import type { LogRow } from './log-row.ts';
import { LogStatusLine } from './log-status-line.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import { LogView, type LogViewHandle } from './log-view.tsx';
import { PhaseTimeline } from './phase-timeline.tsx';
import { useInstallerLog } from './use-installer-log.ts';
import { useLineLink } from './use-line-link.ts';
import { useLogDownload } from './use-log-download.ts';
import { useLogSearch } from './use-log-search.ts';

const DEFAULT_HEIGHT_PX = 460;

export interface InstallerLogPanelProps {
  readonly target: Target;
  /** Instant (ISO) of the run of interest; earlier lines are folded away and say nothing about progress. */
  readonly since?: string;
  readonly height?: number;
}

/** The installer log of a cluster, live: phases, explanation of a failure, lines, and where the stream stands. */
export function InstallerLogPanel({ target, since, height = DEFAULT_HEIGHT_PX }: InstallerLogPanelProps) {
  const t = useText('installer-logs');
  const log = useInstallerLog(target, since);
  const { buffer, progress, state } = log;
  const snapshot = useSyncExternalStore(buffer.subscribe, buffer.getSnapshot);
  const searching = useLogSearch(buffer, snapshot.version, snapshot.filter);
  const download = useLogDownload(target);
  const view = useRef<LogViewHandle>(null);
  const [isFollowing, setFollowing] = useState(true);
  const [isWrapped, setWrapped] = useState(false);
  const [time, setTime] = useState<TimeColumn>('none');
  const now = useNow(1000);

  const fault = state.state === 'waiting' ? state.fault : undefined;
  const goTo = (line: number): void => view.current?.scrollToLine(line);
  const linked = useLineLink(snapshot.received, goTo);
  const look: LogRowLook = {
    time,
    startMs:
      progress.startedAt === undefined ? firstInstant(buffer.rowAt(0)) : Date.parse(progress.startedAt),
    query: searching.search.query,
    isCaseSensitive: searching.search.isCaseSensitive,
    current: searching.current ?? linked,
  };

  return (
    <section className="installer-log" aria-label={t('title')}>
      {progress.failure && <InstallFailureView failure={progress.failure} onJump={goTo} />}
      {fault && <ClusterOutage fault={fault} />}
      {/* Of a log that nobody could read yet nothing is known, not even that it is empty. */}
      {(snapshot.received > 0 || isReached(state)) && (
        <PhaseTimeline progress={progress} now={now} onJump={goTo} />
      )}
      {state.state === 'ended' && state.problem && <ProblemAlert error={state.problem} onRetry={log.retry} />}
      {download.error && <ProblemAlert error={download.error} onRetry={() => download.mutate()} />}
      <div className="installer-log__frame">
        <LogToolbar
          isFollowing={isFollowing}
          onFollow={setFollowing}
          isWrapped={isWrapped}
          onWrap={setWrapped}
          filter={snapshot.filter}
          onFilter={buffer.setFilter}
          time={time}
          onTime={setTime}
          searching={searching}
          onGo={(direction) => {
            const match = searching.go(direction);
            if (match !== undefined) goTo(match);
          }}
          isDownloading={download.isPending}
          onDownload={() => download.mutate()}
        />
        <LogFolds snapshot={snapshot} onEarlierShown={buffer.setEarlierShown} />
        <LogView
          // Rows of one height and measured rows are two different lists.
          key={String(isWrapped)}
          ref={view}
          buffer={buffer}
          snapshot={snapshot}
          look={look}
          isWrapped={isWrapped}
          isFollowing={isFollowing}
          height={height}
          onFollow={setFollowing}
        />
        <LogStatusLine state={state} lostAt={log.lostAt} snapshot={snapshot} onRetry={log.retry} />
      </div>
    </section>
  );
}

const isReached = (state: FeedState): boolean =>
  state.state === 'following' || (state.state === 'waiting' && state.for !== 'cluster');

function firstInstant(row: LogRow | undefined): number | undefined {
  return row?.kind === 'line' ? Date.parse(row.at) : undefined;
}
