import type { Target } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { PageHeader } from '../../shared/ui/page-header.tsx';
import { PreparationPanel, type PreparationPanelProps } from './preparation-panel.tsx';

const HOST: Target = { kind: 'host' };

export function HostPreparationPage({ renderLog }: Pick<PreparationPanelProps, 'renderLog'>) {
  const t = useText('preparation');
  // The page stays: the reader wants to see that it is done. The fleet's stream tells everyone else.
  const stay = useCallback(() => undefined, []);
  return (
    <>
      <PageHeader
        title={t('host.page')}
        description={t('host.description')}
        breadcrumbs={<Link to="/host">{t('crumb')}</Link>}
      />
      <PreparationPanel
        target={HOST}
        role="host"
        renderLog={renderLog}
        onPrepared={stay}
        next={
          <Button renderRoot={(props) => <Link to="/clusters/add" {...props} />}>{t('host.next')}</Button>
        }
      />
    </>
  );
}
