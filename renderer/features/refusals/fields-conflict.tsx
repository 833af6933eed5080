import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import {
  type Editing,
  type FieldConflict,
  mineAloneOf,
  mineOf,
  type Saved,
  saveFields,
} from './conflict-fields.ts';
import { differingPart } from './differing-part.ts';
import { OneText } from './one-text.tsx';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';

type Props = {
  readonly refusal: Refusal;
  readonly editing: Editing;
  readonly onSettle: () => void;
  /** Whether it was saved. */
  readonly onSaved: (saved: Saved) => boolean;
};

/** The same fields as two people left them: keep one, keep the other, or make one text of both. */
export function FieldsConflict({ refusal, editing, onSettle, onSaved }: Props) {
  const { t } = useTranslation('refusals');
  const client = useClient();
  const keyOf = (field: string) => refusalDraftKey(refusal.id, field);
  const hasBegun = editing.fields.some(({ field }) => client.drafts.find(keyOf(field)) !== undefined);
  const joinButton = useRef<HTMLButtonElement>(null);
  const [isJoining, setIsJoining] = useState(hasBegun);
  const dropAll = () => {
    for (const { field } of editing.fields) client.drafts.drop(keyOf(field));
  };
  const save = (fields: Readonly<Record<string, string>>) => {
    if (onSaved(saveFields(editing, fields, client))) dropAll();
  };
  const alone = mineAloneOf(editing);
  const hasAlone = Object.keys(alone).length > 0;
  const handleTheirs = () => {
    if (hasAlone) return save(alone);
    dropAll();
    onSettle();
  };
  return (
    <>
      {editing.fields.map((conflict) => (
        <BothFields key={conflict.field} refusal={refusal} conflict={conflict} />
      ))}
      {isJoining ? (
        <OneText
          refusal={refusal}
          fields={editing.fields.filter(({ isClash }) => isClash)}
          onSend={(texts) => save({ ...mineOf(editing), ...texts })}
          onCancel={() => {
            setIsJoining(false);
            focusWhenLost(() => joinButton.current);
          }}
        />
      ) : (
        <div className={styles.actions}>
          <ChoiceButton
            look="primary"
            label={t('keepMine')}
            hint={t('keepMineHint')}
            shortcut="K"
            onClick={() => save(mineOf(editing))}
          />
          <ChoiceButton
            label={t('keepTheirs')}
            hint={t(hasAlone ? 'keepTheirsAloneHint' : 'keepTheirsHint')}
            shortcut="T"
            onClick={handleTheirs}
          />
          <ChoiceButton
            ref={joinButton}
            label={t('openBoth')}
            hint={t('openBothHint')}
            shortcut="B"
            onClick={() => setIsJoining(true)}
          />
        </div>
      )}
    </>
  );
}

function BothFields({
  refusal,
  conflict: { field, seen, mine, now, isClash },
}: {
  readonly refusal: Refusal;
  readonly conflict: FieldConflict;
}) {
  const { t } = useTranslation('refusals');
  const { labelOf, shown } = useRefusalWords(refusal);
  const written = (value: string) => shown({ id: field, kind: 'text', value });
  return (
    <section className={styles.field} aria-label={labelOf({ id: field, kind: 'text', value: '' })}>
      <h5>
        {labelOf({ id: field, kind: 'text', value: '' })}
        {!isClash && <small>{t('noClash')}</small>}
      </h5>
      <div className={styles.sides}>
        <div className={`${styles.side} ${styles.mine}`}>
          <h6>{t('mine')}</h6>
          <Marked text={written(mine)} other={written(now)} />
        </div>
        <div className={styles.side}>
          <h6>{t('now')}</h6>
          <Marked text={written(now)} other={written(mine)} />
        </div>
      </div>
      {seen !== undefined && <Seen text={seen === '' ? t('empty') : written(seen)} />}
    </section>
  );
}

/** What both began from; a long one is folded. */
function Seen({ text }: { readonly text: string }) {
  const { t } = useTranslation('refusals');
  if (text.length < 80)
    return (
      <p className={styles.seen}>
        {t('seen')}: <span dir="auto">{text}</span>
      </p>
    );
  return (
    <details>
      <summary>{t('seen')}</summary>
      <p className={styles.seen} dir="auto">
        {text}
      </p>
    </details>
  );
}

/** Only where the two part is marked. */
function Marked({ text, other }: { readonly text: string; readonly other: string }) {
  const { t } = useTranslation('refusals');
  if (text === '') return <p className={styles.empty}>{t('empty')}</p>;
  const { before, differing, after } = differingPart(text, other);
  const words = differing.trim();
  const [lead, trail] = differing.split(words, 2);
  if (words === '') return <p className={styles.text}>{text}</p>;
  return (
    <p className={styles.text} dir="auto">
      {before}
      {lead}
      <mark>{words}</mark>
      {trail}
      {after}
    </p>
  );
}
