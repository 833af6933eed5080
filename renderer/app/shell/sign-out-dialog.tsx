import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';

/** Before leaving: what is not sent yet stays here, for its author alone. */
export function SignOutDialog({
  isOpen,
  onClose,
  onSignOut,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSignOut: () => Promise<void>;
}) {
  const { t } = useTranslation(['shell', 'common']);
  const { drafts } = useClient();
  const pending = useSyncState((state) => state.pending);
  const files = useSyncState((state) => state.files.waiting);
  const [isLeaving, setIsLeaving] = useState(false);
  const unfinished = isOpen ? drafts.keys().filter((key) => drafts.find(key)?.text.trim() !== '').length : 0;
  const handleLeave = () => {
    setIsLeaving(true);
    void onSignOut();
  };
  return (
    <Dialog title={t('shell:signOutTitle')} isOpen={isOpen} onClose={onClose}>
      <Stack>
        {pending + files === 0 && <p>{t('shell:signOutClean')}</p>}
        {pending > 0 && <p>{t('shell:signOutPending', { count: pending })}</p>}
        {files > 0 && <p>{t('shell:signOutFiles', { count: files })}</p>}
        {unfinished > 0 && <p>{t('shell:signOutDrafts', { count: unfinished })}</p>}
        <FormEnd>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" data-autofocus aria-disabled={isLeaving} onClick={handleLeave}>
            {t('shell:signOut')}
          </Button>
        </FormEnd>
      </Stack>
    </Dialog>
  );
}
