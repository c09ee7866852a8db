import type { CheckReport, ClusterSummary } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { CodeBlock } from '../../../shared/ui/code-block.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { StateIcon, type StateTone } from '../../../shared/ui/state-badge.tsx';
import { toReportMarkdown } from '../report-markdown.ts';
import type { Joining } from '../use-joining.ts';
import { useReportWords } from '../use-report-words.ts';
import { ConditionTimeline } from './condition-timeline.tsx';

/** A join takes seconds; after this long the reader should know where else to look. */
const SLOW_MS = 60_000;

const TONES = {
  joining: 'busy',
  ready: 'ok',
  stale: 'warn',
  failed: 'fail',
  removing: 'warn',
} as const satisfies Record<ClusterSummary['status']['state'], StateTone>;

export interface DoneStepProps {
  readonly cluster: ClusterSummary;
  readonly joining: Joining;
  readonly report: CheckReport;
  readonly now: number;
  readonly onAnother: () => void;
}

/** The object exists; its conditions arrive until it is ready. Then three ways on. */
export function DoneStep({ cluster, joining, report, now, onAnother }: DoneStepProps) {
  const t = useText('add-cluster');
  const format = useFormat();
  const words = useReportWords(cluster.name, report);
  const elapsed = Math.max(0, now - Date.parse(cluster.createdAt));
  const isJoining = cluster.status.state === 'joining' && !joining.isRemoved;
  return (
    <div className="add-cluster__form">
      <div className="checks-step__summary" role="status">
        <StateIcon tone={joining.isRemoved ? 'warn' : TONES[cluster.status.state]} size={20} />
        <div>
          <p className="checks-step__verdict">{headline(cluster, joining.isRemoved, t)}</p>
          <p>
            {cluster.status.state === 'ready'
              ? t('done.readyText')
              : isJoining && t('done.joiningText', { name: cluster.name })}
          </p>
        </div>
      </div>
      {isJoining && (
        <p className="fl-dim">
          {t('done.elapsed', { duration: format.duration(Math.floor(elapsed / 1000) * 1000) })}
          {elapsed > SLOW_MS && ` · ${t('done.slow', { duration: format.duration(elapsed) })}`}
        </p>
      )}
      {cluster.status.state === 'failed' && (
        <CodeBlock
          code={cluster.status.text}
          label={t('done.failed', { name: cluster.name })}
          maxHeight={160}
          isWrapped
        />
      )}
      {joining.staleSince !== undefined && <p className="add-cluster__warning">{t('done.stale')}</p>}
      <ConditionTimeline cluster={cluster} />
      <div className="add-cluster__foot">
        <Button
          variant={isJoining ? 'default' : 'filled'}
          renderRoot={(props) => <Link to="/clusters/$name" params={{ name: cluster.name }} {...props} />}
        >
          {t('done.open')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('done.another')}
        </Button>
        <CopyButton
          value={toReportMarkdown(report, words, cluster)}
          label={t('done.copyReport')}
          isLabelled
        />
      </div>
    </div>
  );
}

function headline(
  cluster: ClusterSummary,
  isRemoved: boolean,
  t: ReturnType<typeof useText<'add-cluster'>>,
): string {
  if (isRemoved) return t('done.removed');
  switch (cluster.status.state) {
    case 'ready':
      return t('done.ready', { name: cluster.name });
    case 'failed':
      return t('done.failed', { name: cluster.name });
    case 'removing':
      return t('done.removed');
    case 'joining':
    case 'stale':
      return t('done.joining');
  }
}
