import type { ClusterSummary, Condition } from '@flotilla/kubesphere';
import { useConditionMessage } from '../../../shared/fleet/condition-message.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { StateBadge, type StateTone } from '../../../shared/ui/state-badge.tsx';

const KNOWN = [
  'Initialized',
  'AgentAvailable',
  'Federated',
  'Ready',
  'KSCoreReady',
  'ExternalAccessReady',
  'KubeConfigCertExpiresInSevenDays',
] as const;
/** True is the bad news here. */
const WARNINGS: readonly string[] = ['KubeConfigCertExpiresInSevenDays'];

/** What the controllers wrote, in the order of time, reason *and* message: which of them is useful depends on the release. */
export function ConditionTimeline({ cluster }: { cluster: ClusterSummary }) {
  const t = useText('add-cluster');
  const format = useFormat();
  const conditions = cluster.conditions.toSorted((one, other) =>
    (one.lastUpdateTime ?? '').localeCompare(other.lastUpdateTime ?? ''),
  );
  return (
    <section>
      <h3 className="add-cluster__heading">{t('done.conditions')}</h3>
      <ol className="condition-timeline">
        <li className="condition-timeline__item">
          <StateBadge tone="ok" isPlain>
            {t('done.created')}
          </StateBadge>
          <time className="condition-timeline__time" dateTime={cluster.createdAt}>
            {format.time(cluster.createdAt)}
          </time>
        </li>
        {conditions.map((condition) => (
          <ConditionItem key={condition.type} condition={condition} />
        ))}
      </ol>
      {conditions.length === 0 && <p className="fl-dim">{t('done.noConditions')}</p>}
    </section>
  );
}

function ConditionItem({ condition }: { condition: Condition }) {
  const t = useText('add-cluster');
  const format = useFormat();
  const known = KNOWN.find((type) => type === condition.type);
  const status = condition.status === 'True' ? 'true' : condition.status === 'False' ? 'false' : 'unknown';
  const { reason, lastUpdateTime } = condition;
  const message = useConditionMessage()(condition);
  return (
    <li className="condition-timeline__item">
      <StateBadge tone={toneOf(condition)} isPlain>
        {t('done.conditionIs', {
          name: known === undefined ? condition.type : t(`done.conditionName.${known}`),
          status: t(`done.condition.${status}`),
        })}
      </StateBadge>
      {lastUpdateTime !== undefined && (
        <time
          className="condition-timeline__time"
          dateTime={lastUpdateTime}
          title={format.dateTime(lastUpdateTime)}
        >
          {format.time(lastUpdateTime)}
        </time>
      )}
      {reason !== undefined && reason !== '' && reason !== condition.type && (
        <p className="condition-timeline__text">{reason}</p>
      )}
      {message !== undefined && <p className="condition-timeline__text fl-dim">{message}</p>}
    </li>
  );
}

function toneOf({ type, status }: Condition): StateTone {
  if (WARNINGS.includes(type)) return status === 'True' ? 'warn' : 'ok';
  if (status === 'True') return 'ok';
  return status === 'False' ? 'fail' : 'neutral';
}
