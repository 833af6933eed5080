import { FileInput, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RaiaClient } from '#renderer/data/client.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { type ReadWork, readWorkFile } from '#renderer/data/work-file.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Work that was exported on another computer, by the same person of the same company. */
export function BringInDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation('carried');
  return (
    <Dialog title={t('bringInTitle')} isOpen={isOpen} onClose={onClose}>
      <BringInForm onClose={onClose} />
    </Dialog>
  );
}

type Problem =
  | Exclude<ReadWork['kind'], 'read'>
  | 'no-file'
  | 'unreadable'
  | 'other-person'
  | 'other-company';

type State =
  | { readonly kind: 'choosing' | 'reading' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'done'; readonly changes: number; readonly drafts: number; readonly inTheWay: number };

function BringInForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation(['carried', 'session', 'common']);
  const client = useClient();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<State>({ kind: 'choosing' });
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (state.kind === 'reading') return;
    if (file === null) return setState({ kind: 'problem', problem: 'no-file' });
    setState({ kind: 'reading' });
    setState(await bringIn(client, file, passphrase));
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack>
        <p>{t('carried:bringInText')}</p>
        <FileInput
          label={t('carried:file')}
          placeholder={t('carried:chooseFile')}
          accept=".raia-work"
          data-autofocus
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            setState({ kind: 'choosing' });
          }}
        />
        <PasswordInput
          label={t('carried:passphrase')}
          autoComplete="off"
          value={passphrase}
          visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {state.kind === 'problem' && (
          <Notice tone="warn" isUrgent>
            {t(`carried:${state.problem}`)}
          </Notice>
        )}
        {state.kind === 'done' && (
          <Notice tone="ok" isUrgent>
            {t('carried:broughtIn', {
              changes: t('carried:changes', { count: state.changes }),
              drafts: t('carried:drafts', { count: state.drafts }),
            })}
            {state.inTheWay > 0 && ` ${t('carried:inTheWay', { count: state.inTheWay })}`}
          </Notice>
        )}
        <FormEnd>
          <Button onClick={onClose}>{t(state.kind === 'done' ? 'common:close' : 'common:cancel')}</Button>
          <Button look="primary" type="submit" aria-disabled={state.kind === 'reading'}>
            {t(state.kind === 'reading' ? 'carried:reading' : 'carried:bringIn')}
          </Button>
        </FormEnd>
      </Stack>
    </form>
  );
}

async function bringIn({ session, takeIn }: RaiaClient, file: File, passphrase: string): Promise<State> {
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return { kind: 'problem', problem: 'unreadable' };
  const read = await readWorkFile(new Uint8Array(bytes), passphrase);
  if (read.kind !== 'read') return { kind: 'problem', problem: read.kind };
  const { work } = read;
  if (work.spaceId !== session.space.id) return { kind: 'problem', problem: 'other-company' };
  if (work.personId !== session.person.id) return { kind: 'problem', problem: 'other-person' };
  const { kept, ...taken } = takeIn(work);
  await kept;
  return { kind: 'done', ...taken };
}
