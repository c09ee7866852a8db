import type { InstallProgress } from '@flotilla/kubesphere';
import { Text, UnstyledButton } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconLoader2 from '@tabler/icons-react/dist/esm/icons/IconLoader2.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { componentCount, runDurationMs, toPhaseSegments, type PhaseSegment } from './phase-segments.ts';

export interface PhaseTimelineProps {
  readonly progress: InstallProgress;
  readonly now: number;
  readonly onJump: (line: number) => void;
}

/** What the current run has been through, and how far the parallel phase is. */
export function PhaseTimeline({ progress, now, onJump }: PhaseTimelineProps) {
  const t = useText('installer-logs');
  const summary = useRunSummary(progress, now);
  const count = componentCount(progress);
  return (
    <section aria-label={t('phases')}>
      <Text size="sm" mb={8} role="status">
        {progress.run > 0 && <b>{t('run', { count: progress.run })} · </b>}
        {summary}
        {progress.state === 'running' &&
          progress.task !== undefined &&
          ` · ${t('task', { task: progress.task })}`}
      </Text>
      <ol className="installer-log__timeline">
        {toPhaseSegments(progress, now).map((segment) => (
          <li key={segment.phase} className="installer-log__segment">
            <Segment segment={segment} onJump={onJump} />
          </li>
        ))}
      </ol>
      {count && (
        <div>
          <Text size="sm" mt={8} mb={4}>
            {t('components', { finished: count.finished, total: count.total })}
          </Text>
          <ul className="installer-log__components">
            {progress.components.map(({ name, state }) => (
              <li key={name}>
                <StateIcon
                  state={state === 'installing' ? 'running' : state === 'successful' ? 'done' : 'failed'}
                />{' '}
                {t('componentIs', { name, state: t(`componentState.${state}`) })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function useRunSummary(progress: InstallProgress, now: number): string {
  const t = useText('installer-logs');
  const format = useFormat();
  const duration = format.duration(runDurationMs(progress, now) ?? 0);
  return progress.state === 'idle' ? t('idle') : t(progress.state, { duration });
}

function Segment({ segment, onJump }: { segment: PhaseSegment; onJump: (line: number) => void }) {
  const t = useText('installer-logs');
  const format = useFormat();
  const { phaseName } = useCodeText();
  const state = t(`phaseState.${segment.state}`);
  const { line, durationMs } = segment;
  const note =
    durationMs === undefined ? state : t('phaseNote', { state, duration: format.duration(durationMs) });
  return (
    <UnstyledButton
      className="installer-log__segment-button"
      data-state={segment.state}
      disabled={line === undefined}
      title={t('jumpToPhase', { phase: phaseName(segment.phase), state: note })}
      onClick={() => line !== undefined && onJump(line)}
    >
      <span className="installer-log__segment-name">
        <StateIcon state={segment.state} /> {phaseName(segment.phase)}
      </span>
      <span className="installer-log__segment-note">{note}</span>
    </UnstyledButton>
  );
}

function StateIcon({ state }: { state: PhaseSegment['state'] }) {
  const look = { size: 13, 'aria-hidden': true, style: { verticalAlign: '-2px' } } as const;
  if (state === 'done') return <IconCheck {...look} />;
  if (state === 'failed') return <IconX {...look} />;
  return state === 'running' ? <IconLoader2 {...look} /> : null;
}
