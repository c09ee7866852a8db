import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../../shared/api/services.tsx';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading, SkeletonLines } from '../../shared/ui/loading.tsx';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { SessionPage } from './session-page.tsx';
import { sessionQuery, useSignIn } from './session.queries.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Where the printed link leads. The token leaves the address bar before anything is sent. */
export function OpenPage({ takeToken }: { takeToken: () => string }) {
  const t = useText('common');
  const { api } = useServices();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const signIn = useSignIn();
  const [token] = useState(takeToken);
  const [hasOtherSession, setHasOtherSession] = useState(false);
  const isSent = useRef(false);
  const { mutate } = signIn;

  useEffect(() => {
    if (isSent.current || token === '') return;
    isSent.current = true;
    mutate(token, {
      onSuccess: () => void navigate({ to: '/clusters', replace: true }),
      // The link was used, perhaps by this very browser: then one is signed in already.
      onError: () =>
        void queryClient
          .fetchQuery({ ...sessionQuery(api), staleTime: 0, retry: false })
          .then((session) => setHasOtherSession(session !== null))
          .catch(() => setHasOtherSession(false)),
    });
  }, [token, mutate, navigate, queryClient, api]);

  if (token !== '' && !signIn.isError) {
    return (
      <SessionPage title={t('session.opening')}>
        <Loading>
          <SkeletonLines lines={3} />
        </Loading>
      </SessionPage>
    );
  }
  return (
    <SessionPage title={t('session.title')}>
      {signIn.isError ? <ProblemAlert error={signIn.error} /> : null}
      {hasOtherSession ? (
        <Button renderRoot={(props) => <Link to="/clusters" {...props} />}>{t('session.alreadyIn')}</Button>
      ) : (
        <SignInForm onSignedIn={() => void navigate({ to: '/clusters', replace: true })} />
      )}
    </SessionPage>
  );
}
