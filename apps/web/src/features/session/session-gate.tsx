import type { Session } from '@flotilla/contracts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { SessionPage } from './session-page.tsx';
import { sessionQuery } from './session.queries.ts';

// Most visits never need them.
const SignInForm = lazy(async () => ({ default: (await import('./sign-in-form.tsx')).SignInForm }));
const SessionLostDialog = lazy(async () => ({
  default: (await import('./session-lost-dialog.tsx')).SessionLostDialog,
}));

interface SessionGateProps {
  readonly pending: ReactNode;
  readonly children: (session: Session) => ReactNode;
}

/**
 * Lets those with a session in. A session that ends while one works does not take the page away: what was typed stays behind the
 * dialog, and signing in again carries on.
 */
export function SessionGate({ pending, children }: SessionGateProps) {
  const t = useText('common');
  const query = useQuery(sessionQuery(useServices().api));
  const [last, setLast] = useState<Session | undefined>(undefined);
  const session = query.data ?? last;
  if (query.data !== null && query.data !== undefined && query.data !== last) setLast(query.data);

  if (session === undefined) {
    if (query.isPending) return pending;
    if (query.isError) {
      return (
        <SessionPage title={t('product')}>
          <ProblemAlert
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </SessionPage>
      );
    }
    return (
      <SessionPage title={t('session.title')}>
        <p>{t('session.needed')}</p>
        <Suspense fallback={null}>
          <SignInForm />
        </Suspense>
      </SessionPage>
    );
  }
  const isLost = query.data === null;
  return (
    <>
      {children(session)}
      {isLost ? (
        <Suspense fallback={null}>
          <SessionLostDialog />
        </Suspense>
      ) : null}
    </>
  );
}
