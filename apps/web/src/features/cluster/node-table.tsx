import type { ClusterOverview } from '@flotilla/contracts';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import { Section, TableScroll } from './section.tsx';

export function NodeTable({ nodes }: { nodes: ClusterOverview['nodes'] }) {
  const t = useText('cluster');
  const title = t('nodes.title', { count: nodes.length });
  return (
    <Section title={title}>
      {nodes.length === 0 ? (
        <p className="section__empty">{t('nodes.none')}</p>
      ) : (
        <TableScroll label={title}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t('nodes.name')}</th>
                <th scope="col">{t('nodes.state')}</th>
                <th scope="col">{t('nodes.roles')}</th>
                <th scope="col">{t('nodes.version')}</th>
                <th scope="col">{t('nodes.address')}</th>
              </tr>
            </thead>
            <tbody>
              {nodes.map((node) => (
                <tr key={node.name}>
                  <th scope="row">{node.name}</th>
                  <td>
                    <StateBadge tone={node.ready ? 'ok' : 'fail'} isPlain>
                      {t(node.ready ? 'nodes.ready' : 'nodes.notReady')}
                    </StateBadge>
                  </td>
                  <td>{node.roles.length === 0 ? t('nodes.worker') : node.roles.join(', ')}</td>
                  <td>{node.version}</td>
                  <td className="fl-mono">{node.internalIp ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Section>
  );
}
