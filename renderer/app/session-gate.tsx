import { type Icon, IconDatabaseOff, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ClientContext } from '#renderer/data/hooks.ts';
import { SignInScreen } from '#renderer/features/session/sign-in-screen.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { LogoMark } from '#renderer/ui/logo-mark.tsx';
import { chooseLanguage } from './language.ts';
import { SignedIn } from './signed-in.tsx';
import { useSession } from './use-session.ts';

/** Opens what is kept on this computer for whoever was signed in last, or asks who it is. */
export function SessionGate() {
  const { t } = useTranslation(['session', 'common']);
  const { state, signIn, signOut, retry } = useSession();
  switch (state.kind) {
    case 'opening':
      return (
        <main style={{ display: 'grid', placeItems: 'center', height: '100%' }} aria-busy="true">
          <LogoMark size={44} />
          <span className="visually-hidden">{t('session:opening')}</span>
        </main>
      );
    case 'signed-out':
      return <SignInScreen isWiped={state.isWiped} onSignIn={signIn} onLanguage={chooseLanguage} />;
    case 'locked':
      return (
        <Closed icon={IconLock} title={t('session:lockedTitle')} text={t('session:lockedText')}>
          <Button look="primary" onClick={retry}>
            {t('common:retry')}
          </Button>
          <Button onClick={() => void signOut()}>{t('session:asAnother')}</Button>
        </Closed>
      );
    case 'unsupported':
      return (
        <Closed
          icon={IconDatabaseOff}
          title={t('session:unsupportedTitle')}
          text={t('session:unsupportedText')}
        >
          <Button onClick={() => void signOut()}>{t('session:asAnother')}</Button>
        </Closed>
      );
    case 'failed':
      return (
        <Closed
          icon={IconDatabaseOff}
          title={t('session:openFailedTitle')}
          text={t('session:openFailedText')}
        >
          <Button look="primary" onClick={retry}>
            {t('common:retry')}
          </Button>
        </Closed>
      );
    case 'open':
      return (
        <ClientContext value={state.client}>
          <SignedIn onSignIn={signIn} onSignOut={signOut} />
        </ClientContext>
      );
  }
}

type ClosedProps = {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  /** What can be done about it. */
  readonly children: ReactNode;
};

/** Why what is kept here cannot be shown. */
function Closed({ icon: Sign, children, ...words }: ClosedProps) {
  return (
    <main style={{ height: '100%' }}>
      <EmptyState icon={<Sign size={22} aria-hidden="true" />} {...words}>
        {children}
      </EmptyState>
    </main>
  );
}
