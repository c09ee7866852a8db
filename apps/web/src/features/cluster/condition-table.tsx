import type { Condition } from '@flotilla/kubesphere';
import { useConditionMessage } from '../../shared/fleet/condition-message.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime } from '../../shared/ui/relative-time.tsx';
import { StateBadge, type StateTone } from '../../shared/ui/state-badge.tsx';
import { useConditionName } from './condition-name.ts';
import { Section, TableScroll } from './section.tsx';

/** For this one condition, True is the bad news. */
const BAD_WHEN_TRUE = new Set(['KubeConfigCertExpiresInSevenDays']);

export function ConditionTable({ conditions }: { conditions: readonly Condition[] }) {
  const t = useText('cluster');
  const conditionName = useConditionName();
  const conditionMessage = useConditionMessage();
  if (conditions.length === 0) {
    return (
      <Section title={t('conditions.title')}>
        <p className="section__empty">{t('conditions.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('conditions.title')}>
      <TableScroll label={t('conditions.title')}>
        <table className="data-table data-table--conditions">
          <thead>
            <tr>
              <th scope="col">{t('conditions.type')}</th>
              <th scope="col">{t('conditions.status')}</th>
              <th scope="col">{t('conditions.reason')}</th>
              <th scope="col">{t('conditions.message')}</th>
              <th scope="col">{t('conditions.updated')}</th>
            </tr>
          </thead>
          <tbody>
            {conditions.map((condition) => {
              const at = condition.lastUpdateTime ?? condition.lastTransitionTime;
              return (
                <tr key={condition.type}>
                  <th scope="row" title={condition.type}>
                    {conditionName(condition.type)}
                  </th>
                  <td>
                    <StateBadge tone={toneOf(condition)} isPlain>
                      {t(`conditions.${wordOf(condition.status)}`)}
                    </StateBadge>
                  </td>
                  <td className="data-table__long">
                    {condition.reason === condition.type ? '' : condition.reason}
                  </td>
                  <td className="data-table__long">{conditionMessage(condition)}</td>
                  <td className="data-table__time">{at === undefined ? null : <RelativeTime iso={at} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function wordOf(status: string): 'true' | 'false' | 'other' {
  if (status === 'True') return 'true';
  return status === 'False' ? 'false' : 'other';
}

function toneOf({ type, status }: Condition): StateTone {
  if (status !== 'True' && status !== 'False') return 'neutral';
  const isGood = (status === 'True') !== BAD_WHEN_TRUE.has(type);
  if (isGood) return 'ok';
  return BAD_WHEN_TRUE.has(type) ? 'warn' : 'fail';
}
