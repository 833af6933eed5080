import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useCaseStore } from '#renderer/features/case/case-store.ts';
import { LateCard } from '#renderer/features/case/late/late-card.tsx';
import { NeedsYou } from '#renderer/features/refusals/needs-you.tsx';
import type { Whereabouts } from '#renderer/features/refusals/put-back.ts';
import { type SignIn, SignInForm } from '#renderer/features/session/sign-in-form.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { focusOnceThere } from '#renderer/ui/focus.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { BringInDialog } from '../carried/bring-in-dialog.tsx';
import { ExportDialog } from '../carried/export-dialog.tsx';
import { NeedsYouContext } from '../needs-you-context.ts';
import { Palette } from '../palette/palette.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { useDesktop } from '../use-desktop.ts';
import { useGivenToMe } from '../use-given-to-me.ts';
import { useReceipt } from '../use-receipt.ts';
import { KeySheet } from './key-sheet.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { usePageTitle } from './use-page-title.ts';

type Props = {
  readonly onSignIn: SignIn;
  readonly onSignOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** What floats above every screen; one at a time. */
type Floating = 'keys' | 'needs-you' | 'sign-out' | 'sign-in' | 'export' | 'bring-in';

/** The frame around every screen: top bar, side rail, palette. */
export function Shell({ onSignIn, onSignOut, children }: Props) {
  const { t } = useTranslation(['shell', 'session', 'sync']);
  const [, go] = useLocation();
  const [floating, setFloating] = useState<Floating | null>(null);
  const close = () => setFloating(null);
  const openNeedsYou = useCallback(() => setFloating('needs-you'), []);
  useKeys({ '?': () => setFloating('keys'), n: () => go('/queue/new') });
  const handleGo = ({ address, tab }: Whereabouts) => {
    go(address);
    focusOnceThere(() => document.querySelector<HTMLElement>(placeOf(address, tab)));
    const caseId = /^\/queue\/(.+)$/.exec(address)?.[1];
    if (caseId === undefined || tab === null) return;
    const { caseOpened, tabChosen } = useCaseStore.getState();
    caseOpened(caseId);
    tabChosen(tab);
  };
  useDesktop();
  usePageTitle();
  useGivenToMe();
  useReceipt(openNeedsYou);
  return (
    <div className={styles.app}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => document.getElementById('content')?.focus()}
      >
        {t('shell:skip')}
      </button>
      <TopBar
        onPalette={openPalette}
        onKeys={() => setFloating('keys')}
        onNeedsYou={openNeedsYou}
        onSignOut={() => setFloating('sign-out')}
        onSignInAgain={() => setFloating('sign-in')}
        onExport={() => setFloating('export')}
      />
      <Rail />
      <main id="content" className={styles.content} tabIndex={-1}>
        <NeedsYouContext value={openNeedsYou}>{children}</NeedsYouContext>
      </main>
      <Palette
        onNeedsYou={openNeedsYou}
        onExport={() => setFloating('export')}
        onBringIn={() => setFloating('bring-in')}
        onSignOut={() => setFloating('sign-out')}
      />
      <KeySheet isOpen={floating === 'keys'} onClose={close} />
      <NeedsYou
        isOpen={floating === 'needs-you'}
        onClose={close}
        onGo={handleGo}
        renderLate={(caseId, eventId, onDecided) => (
          <LateCard caseId={caseId} eventId={eventId} onDecided={onDecided} />
        )}
      />
      <SignOutDialog
        isOpen={floating === 'sign-out'}
        onClose={close}
        onExport={() => setFloating('export')}
        onSignOut={onSignOut}
      />
      <ExportDialog isOpen={floating === 'export'} onClose={close} />
      <BringInDialog isOpen={floating === 'bring-in'} onClose={close} />
      <Dialog title={t('sync:signInAgain')} isOpen={floating === 'sign-in'} onClose={close}>
        <p>{t('session:again')}</p>
        <SignInForm
          onSignIn={async (login, password) => {
            const result = await onSignIn(login, password);
            if (result.kind === 'signed-in') close();
            return result;
          }}
        />
      </Dialog>
    </div>
  );
}

/** Where the words put back are, or the heading of what was opened. */
function placeOf(address: string, tab: Whereabouts['tab']): string {
  if (tab !== null) return '#composer-field';
  if (address === '/queue/new') return '#content form textarea';
  return address.startsWith('/knowledge/') ? '#content article h2, #content textarea' : '#step-heading';
}
