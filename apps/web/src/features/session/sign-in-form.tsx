import { Button, PasswordInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { useSignIn } from './session.queries.ts';
import './session.css';

/** How to get in: the printed link, or the token typed here. */
export function SignInForm({ onSignedIn }: { onSignedIn?: () => void }) {
  const t = useText('common');
  const signIn = useSignIn();
  const [token, setToken] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A whole link pasted here carries its token after the hash.
    const typed = token.trim().split('#').at(-1) ?? '';
    setIsMissing(typed === '');
    if (typed === '') field.current?.focus();
    else signIn.mutate(typed, { onSuccess: () => onSignedIn?.() });
  };

  return (
    <form className="sign-in" onSubmit={submit} noValidate>
      <p>{t('session.howLink')}</p>
      <p>{t('session.howToken')}</p>
      {signIn.isError ? <ProblemAlert error={signIn.error} /> : null}
      <PasswordInput
        ref={field}
        label={t('session.token')}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={isMissing ? t('session.tokenEmpty') : undefined}
        autoComplete="current-password"
        data-autofocus
      />
      <Button type="submit" loading={signIn.isPending}>
        {t('session.submit')}
      </Button>
    </form>
  );
}
