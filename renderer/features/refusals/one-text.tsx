import { NativeSelect } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { sendOnKey } from '#renderer/ui/form.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import type { FieldConflict } from './conflict-fields.ts';
import { joinedText } from './differing-part.ts';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';

type Props = {
  readonly refusal: Refusal;
  readonly fields: readonly FieldConflict[];
  /** The text of each of these fields. */
  readonly onSend: (texts: Readonly<Record<string, string>>) => void;
  readonly onCancel: () => void;
};

/** One text of two, begun with what each of the two made of it. Every key is kept until the card is settled. */
export function OneText({ refusal, fields, onSend, onCancel }: Props) {
  const { t } = useTranslation(['refusals', 'common']);
  const { drafts } = useClient();
  const form = useRef<HTMLFormElement>(null);
  // The button that opened it is gone.
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, select')?.focus(), []);
  const textOf = (one: FieldConflict) =>
    drafts.find(refusalDraftKey(refusal.id, one.field))?.text ?? firstText(one);
  return (
    <form
      ref={form}
      className={styles.joining}
      onKeyDown={sendOnKey}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(Object.fromEntries(fields.map((one) => [one.field, textOf(one)])));
      }}
    >
      {fields.map((one) => (
        <JoinedField key={one.field} refusal={refusal} conflict={one} />
      ))}
      <div className={styles.actions}>
        <Button type="submit" look="primary" size="small" aria-keyshortcuts="Control+Enter">
          {t('refusals:sendOne')}
          <Kbd>{commandKey()} ↵</Kbd>
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Fields whose values are chosen from a list: between the two that were. */
const chosen = new Set(['language', 'category']);

/** Until somebody writes it: of two that were chosen, one's own. */
function firstText({ field, mine, now }: FieldConflict): string {
  return chosen.has(field) ? mine : joinedText(mine, now);
}

function JoinedField({ refusal, conflict }: { readonly refusal: Refusal; readonly conflict: FieldConflict }) {
  const { field, mine, now } = conflict;
  const { t } = useTranslation('refusals');
  const { labelOf, shown } = useRefusalWords(refusal);
  const { draft, write } = useDraft(refusalDraftKey(refusal.id, field));
  const label = t('oneText', { field: labelOf({ id: field, kind: 'text', value: '' }) });
  const value = draft?.text ?? firstText(conflict);
  if (chosen.has(field)) {
    const data = [mine, now].map((option) => ({
      value: option,
      label: shown({ id: field, kind: 'text', value: option }),
    }));
    return (
      <NativeSelect
        label={label}
        value={value}
        data={data}
        onChange={(event) => write(event.currentTarget.value)}
      />
    );
  }
  return (
    <div>
      <TextArea
        label={label}
        value={value}
        minRows={field === 'body' ? 5 : 1}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <KeptMark draft={draft} />
    </div>
  );
}
