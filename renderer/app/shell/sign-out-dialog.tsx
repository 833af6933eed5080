import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { writtenDrafts } from '#renderer/data/unsent.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onExport: () => void;
  readonly onSignOut: () => Promise<void>;
};

/** Before leaving: what is not sent yet is sent, taken along in a file, or stays here for its author alone. */
export function SignOutDialog(props: Props) {
  const { t } = useTranslation('shell');
  return (
    <Dialog title={t('signOutTitle')} isOpen={props.isOpen} onClose={props.onClose} size={500}>
      <Leaving {...props} />
    </Dialog>
  );
}

function Leaving({ onClose, onExport, onSignOut }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation(['shell', 'common']);
  const { drafts, sync } = useClient();
  const pending = useSyncState((state) => state.pending);
  const files = useSyncState((state) => state.files.waiting);
  const isOnline = useSyncState((state) => state.connection === 'online');
  const isAway = useSyncState(({ connection }) => connection === 'offline' || connection === 'connecting');
  const waiting = pending + files;
  const [isLeaving, setIsLeaving] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [unfinished] = useState(() => writtenDrafts(drafts).length);
  const hasWork = waiting + unfinished > 0;
  // Without a network a file is what can be done now.
  const first = !isOnline && hasWork ? 'export' : 'send';
  const handleSend = () => {
    setIsSending(true);
    sync.nudge();
  };
  const handleLeave = () => {
    setIsLeaving(true);
    void onSignOut();
  };
  const progress = isOnline ? t('shell:signOutSending', { count: waiting }) : t('shell:signOutNoNetwork');
  return (
    <Stack>
      {isAway && <Notice tone="warn">{t('shell:signOutLocksOut')}</Notice>}
      {waiting === 0 && <p>{t('shell:signOutClean')}</p>}
      {pending > 0 && <p>{t('shell:signOutPending', { count: pending })}</p>}
      {files > 0 && <p>{t('shell:signOutFiles', { count: files })}</p>}
      {unfinished > 0 && <p>{t('shell:signOutDrafts', { count: unfinished })}</p>}
      <p role="status">{isSending && (waiting === 0 ? t('shell:signOutSent') : progress)}</p>
      <FormEnd>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        {hasWork && (
          <Button {...prominent(first === 'export')} onClick={onExport}>
            {t('shell:signOutExport')}
          </Button>
        )}
        {waiting > 0 && (
          <Button {...prominent(first === 'send')} aria-disabled={isSending} onClick={handleSend}>
            {t('shell:signOutSend')}
          </Button>
        )}
        <Button
          {...prominent(waiting === 0 && first !== 'export')}
          aria-disabled={isLeaving}
          onClick={handleLeave}
        >
          {t('shell:signOut')}
        </Button>
      </FormEnd>
    </Stack>
  );
}

function prominent(isFirst: boolean) {
  return { look: isFirst ? 'primary' : 'default', 'data-autofocus': isFirst || undefined } as const;
}
