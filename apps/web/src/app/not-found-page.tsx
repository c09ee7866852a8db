import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useText } from '../shared/i18n/use-text.ts';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { PageHeader } from '../shared/ui/page-header.tsx';

export function NotFoundPage() {
  const t = useText('common');
  const { pathname } = useLocation();
  return (
    <>
      <PageHeader title={t('notFound.title')} />
      <EmptyState
        title={t('notFound.detail', { path: pathname })}
        action={
          <Button renderRoot={(props) => <Link to="/clusters" {...props} />}>{t('notFound.back')}</Button>
        }
      />
    </>
  );
}
