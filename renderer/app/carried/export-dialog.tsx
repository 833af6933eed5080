import { PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type FoundFiles,
  findCarriedFiles,
  readCarriedFiles,
  type SizedFile,
} from '#renderer/data/carried-files.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { shortestPassphrase, writeWorkFile } from '#renderer/data/work-file.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { FilesLeft } from './files-left.tsx';
import { useContentsText } from './use-contents-text.ts';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Unsent work, drafts and the files that belong to them into a file only its passphrase opens. They stay here as well. */
export function ExportDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation('carried');
  return (
    <Dialog title={t('exportTitle')} isOpen={isOpen} onClose={onClose}>
      <ExportForm onClose={onClose} />
    </Dialog>
  );
}

type State = 'typing' | 'too-short' | 'writing' | 'written' | 'failed';

function ExportForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation(['carried', 'session', 'common']);
  const client = useClient();
  const { session, now } = client;
  const [found] = useState(client.unsent);
  const [files, setFiles] = useState<FoundFiles<SizedFile> | null>(null);
  useEffect(() => {
    let isWanted = true;
    void findCarriedFiles(client).then((first) => isWanted && setFiles(first));
    return () => {
      isWanted = false;
    };
  }, [client]);
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<State>('typing');
  const contentsText = useContentsText();
  const along = files?.along ?? [];
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (state === 'writing') return;
    if (passphrase.length < shortestPassphrase) return setState('too-short');
    setState('writing');
    try {
      const read = await readCarriedFiles(client);
      const work = {
        ...found,
        files: read.along,
        spaceId: session.space.id,
        personId: session.person.id,
      };
      saveFile(
        `raia-${new Date(now()).toISOString().slice(0, 10)}.raia-work`,
        await writeWorkFile(work, passphrase),
      );
      setFiles({ ...read, along: read.along.map((file) => ({ ...file, size: file.bytes.length })) });
      setState('written');
    } catch (error) {
      console.error(error);
      setState('failed');
    }
  };
  if (found.works.length + found.drafts.length + along.length === 0)
    return (
      <Stack>
        <p>{files !== null && t('carried:nothing')}</p>
        <FormEnd>
          <Button data-autofocus onClick={onClose}>
            {t('common:close')}
          </Button>
        </FormEnd>
      </Stack>
    );
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack>
        <p>
          {t('carried:exportText', {
            what: contentsText({
              changes: found.works.length,
              drafts: found.drafts.length,
              files: along.length,
              bytes: along.reduce((sum, { size }) => sum + size, 0),
            }),
          })}
        </p>
        {files !== null && <FilesLeft {...files} />}
        <PasswordInput
          label={t('carried:passphrase')}
          description={t('carried:passphraseHint', { count: shortestPassphrase })}
          autoComplete="new-password"
          data-autofocus
          value={passphrase}
          error={state === 'too-short' ? t('carried:passphraseShort', { count: shortestPassphrase }) : null}
          visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
            setState('typing');
          }}
        />
        {state === 'written' && <Notice tone="ok">{t('carried:exported')}</Notice>}
        {state === 'failed' && (
          <Notice tone="bad" isUrgent>
            {t('carried:exportFailed')}
          </Notice>
        )}
        <FormEnd>
          <Button onClick={onClose}>{t(state === 'written' ? 'common:close' : 'common:cancel')}</Button>
          <Button look="primary" type="submit" aria-disabled={state === 'writing'}>
            {t(state === 'writing' ? 'carried:writing' : 'carried:save')}
          </Button>
        </FormEnd>
      </Stack>
    </form>
  );
}
