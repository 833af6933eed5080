import { FileInput, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlobError } from '#renderer/data/blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { largestWorkFileBytes, type ReadWork, readWorkFile } from '#renderer/data/work-file.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useContentsText } from './use-contents-text.ts';

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
  | 'other-company'
  | 'files-disk-full'
  | 'files-failed';

type State =
  | { readonly kind: 'choosing' | 'reading' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | {
      readonly kind: 'done';
      readonly changes: number;
      readonly drafts: number;
      readonly files: number;
      readonly inTheWay: number;
    };

function BringInForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation(['carried', 'session', 'common']);
  const contentsText = useContentsText();
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
            {state.changes + state.drafts + state.files + state.inTheWay === 0
              ? t('carried:allHere')
              : t('carried:broughtIn', { what: contentsText(state) })}
            {state.inTheWay > 0 && ` ${t('carried:inTheWay', { count: state.inTheWay })}`}
          </Notice>
        )}
        <FormEnd>
          <Button look={state.kind === 'done' ? 'primary' : 'default'} onClick={onClose}>
            {t(state.kind === 'done' ? 'common:close' : 'common:cancel')}
          </Button>
          <Button
            look={state.kind === 'done' ? 'default' : 'primary'}
            type="submit"
            aria-disabled={state.kind === 'reading'}
          >
            {t(state.kind === 'reading' ? 'carried:reading' : 'carried:bringIn')}
          </Button>
        </FormEnd>
      </Stack>
    </form>
  );
}

async function bringIn(
  { session, files, takeIn }: RaiaClient,
  file: File,
  passphrase: string,
): Promise<State> {
  if (file.size > largestWorkFileBytes) return { kind: 'problem', problem: 'not-ours' };
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return { kind: 'problem', problem: 'unreadable' };
  const read = await readWorkFile(new Uint8Array(bytes), passphrase);
  if (read.kind !== 'read') return { kind: 'problem', problem: read.kind };
  const { work } = read;
  if (work.spaceId !== session.space.id) return { kind: 'problem', problem: 'other-company' };
  if (work.personId !== session.person.id) return { kind: 'problem', problem: 'other-person' };
  // Before the changes that name them, as where they were attached.
  const held = await files.held();
  try {
    for (const { bytes: content } of work.files) await files.keep(content);
  } catch (error) {
    const isFull = error instanceof BlobError && error.kind === 'disk-full';
    return { kind: 'problem', problem: isFull ? 'files-disk-full' : 'files-failed' };
  }
  const { kept, ...taken } = takeIn(work);
  const newFiles = work.files.filter(({ sha256 }) => !held.has(sha256));
  return { kind: 'done', files: newFiles.length, changes: await kept, ...taken };
}
