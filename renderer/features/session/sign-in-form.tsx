import { PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInResult } from '#renderer/sync/session-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './sign-in.module.css';

export type SignIn = (login: string, password: string) => Promise<SignInResult>;

/** Name and password. What went wrong is said above the button, and the name stays. */
export function SignInForm({ onSignIn }: { readonly onSignIn: SignIn }) {
  const { t } = useTranslation('session');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (login.trim() === '' || password === '') {
      setProblem(t('missing'));
      return;
    }
    setIsBusy(true);
    setProblem(null);
    const result = await onSignIn(login.trim(), password);
    setIsBusy(false);
    if (result.kind === 'signed-in') return;
    setProblem(result.kind === 'failed' ? t('failed', { detail: result.detail }) : t(result.kind));
  };
  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      <TextInput
        label={t('login')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        autoFocus
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
      <Button look="primary" type="submit" aria-disabled={isBusy}>
        {isBusy ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  );
}
