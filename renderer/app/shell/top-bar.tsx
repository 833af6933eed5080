import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { LogoMark } from '#renderer/ui/logo-mark.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import { PersonMenu } from './person-menu.tsx';
import styles from './shell.module.css';
import { SyncPill } from './sync-pill.tsx';

type Props = {
  readonly onPalette: () => void;
  readonly onKeys: () => void;
  readonly onNeedsYou: () => void;
  readonly onSignOut: () => void;
  readonly onSignInAgain: () => void;
  readonly onExport: () => void;
};

export function TopBar({ onPalette, onKeys, onNeedsYou, onSignOut, onSignInAgain, onExport }: Props) {
  const { t } = useTranslation('shell');
  return (
    <header className={styles.top}>
      <Link href="/queue" className={styles.logo ?? ''} aria-label={`Raia, ${t('toQueue')}`}>
        <LogoMark />
        Raia
      </Link>
      <button
        type="button"
        className={styles.command}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onPalette}
      >
        <span>{t('search')}</span>
        <Kbd>{commandKey()} K</Kbd>
      </button>
      <SyncPill onNeedsYou={onNeedsYou} onSignInAgain={onSignInAgain} onExport={onExport} />
      <PersonMenu onKeys={onKeys} onSignOut={onSignOut} />
    </header>
  );
}
