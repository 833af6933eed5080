import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actionDraftKey } from '#renderer/data/draft-keys.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack, sendOnKey } from '#renderer/ui/form.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { useOpenCase } from '../case-context.ts';

type Props = {
  /** Names the draft, so that words typed here outlive the dialog. */
  readonly action: string;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly label: string;
  readonly verb: string;
  readonly isOpen: boolean;
  readonly problem: string | null;
  readonly onClose: () => void;
  /** What else has to be chosen; its sentence when it has not been. */
  readonly missing?: string | null;
  /** True when it was applied. */
  readonly onSend: (text: string) => boolean;
  readonly children?: ReactNode;
};

/** An action on a case that goes with a word on why. */
export function WordsDialog(props: Props) {
  const { t } = useTranslation(['case', 'common']);
  const { supportCase } = useOpenCase();
  const { draft, write, drop } = useDraft(actionDraftKey(supportCase.id, props.action));
  const [asked, setAsked] = useState<string | null>(null);
  const text = draft?.text ?? '';
  const tooLong = useTooLong()(text.trim(), textLimits.words);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (tooLong !== null) return;
    const missing = props.missing ?? (text.trim() === '' ? t('case:needsText') : null);
    setAsked(missing);
    if (missing !== null || !props.onSend(text)) return;
    drop();
    props.onClose();
  };
  const problem = asked ?? props.problem;
  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <form onSubmit={handleSubmit} onKeyDown={sendOnKey}>
        <Stack>
          {props.lead !== undefined && <p>{props.lead}</p>}
          {props.children}
          <TextArea
            label={props.label}
            data-autofocus
            minRows={3}
            maxRows={10}
            value={text}
            error={tooLong}
            onChange={(event) => write(event.currentTarget.value)}
          />
          {problem !== null && (
            <Notice tone="warn" isUrgent>
              {problem}
            </Notice>
          )}
          <FormEnd>
            <KeptMark draft={text === '' ? undefined : draft} />
            <Button onClick={props.onClose}>{t('common:cancel')}</Button>
            <Button
              look="primary"
              type="submit"
              aria-keyshortcuts="Control+Enter Meta+Enter"
              aria-disabled={tooLong !== null}
              title={tooLong ?? undefined}
            >
              {props.verb}
              <Kbd>{commandKey()} ↵</Kbd>
            </Button>
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}
