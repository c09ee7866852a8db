import type { ClusterOverview } from '@flotilla/contracts';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime } from '../../shared/ui/relative-time.tsx';
import { StateBadge, type StateTone } from '../../shared/ui/state-badge.tsx';
import { useInstallerWords } from './installer-words.ts';
import { Section, TableScroll } from './section.tsx';

export function ComponentList({ components }: { components: ClusterOverview['components'] }) {
  const t = useText('cluster');
  const words = useInstallerWords();
  return (
    <Section title={t('components.title')}>
      {components.length === 0 ? (
        <p className="section__empty">{t('components.none')}</p>
      ) : (
        <TableScroll label={t('components.title')}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t('components.name')}</th>
                <th scope="col">{t('components.status')}</th>
                <th scope="col">{t('components.since')}</th>
              </tr>
            </thead>
            <tbody>
              {components.map(({ name, status, enabledTime }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <StateBadge tone={toneOf(status)} isPlain>
                      {words.status(status)}
                    </StateBadge>
                  </td>
                  <td className="data-table__time">
                    <Since text={enabledTime} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Section>
  );
}

/** ks-installer writes `2026-01-31T10:00:00UTC`, which no standard knows; other text is shown as it is. */
function Since({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  const iso = text.replace(/ ?UTC$/, 'Z');
  return Number.isNaN(Date.parse(iso)) ? text : <RelativeTime iso={iso} />;
}

/** The installer's own words (release-3.x `status.<component>.status`); unknown ones stay neutral. */
function toneOf(status: string): StateTone {
  if (/^(enabled|running|success)/i.test(status)) return 'ok';
  if (/fail|error/i.test(status)) return 'fail';
  return 'neutral';
}
