import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { editingOf, type Saved } from './conflict-fields.ts';
import { CopyButton } from './copy-button.tsx';
import { againFor } from './do-again.ts';
import { FieldsConflict } from './fields-conflict.tsx';
import { HowItStands, Overtaken } from './how-it-stands.tsx';
import { putBack, putBackPlace, type Whereabouts } from './put-back.ts';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';
import { useMeanwhile } from './use-meanwhile.ts';
import { WordsList } from './words-list.tsx';
import { writtenWords } from './written-words.ts';

export type PartProps = {
  readonly refusal: Refusal;
  readonly onGo: (to: Whereabouts) => void;
  /** It asks no more, and what had the focus may be gone. */
  readonly onSettled: () => void;
};

/** Both versions of one refused change, and what can be done with it. */
export function RefusalPart({ refusal, onGo, onSettled }: PartProps) {
  const client = useClient();
  const { reason } = useRefusalWords(refusal);
  const { problem, report } = useProblem(refusal);
  const editing = refusal.code === 'changed-meanwhile' ? editingOf(refusal, client) : undefined;
  const settle = () => {
    client.mutate('refusal.settle', { refusalId: refusal.id });
    onSettled();
  };
  const handleSaved = (saved: Saved): boolean => {
    const isDone = report(saved);
    if (isDone) settle();
    return isDone;
  };
  return (
    <>
      <p>
        <Overtaken refusal={refusal} /> {reason}
      </p>
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
      {editing === undefined ? (
        <BothVersions refusal={refusal} onGo={onGo} onSettle={settle} onSaved={handleSaved} />
      ) : (
        <FieldsConflict refusal={refusal} editing={editing} onSettle={settle} onSaved={handleSaved} />
      )}
    </>
  );
}

/** Why a decision could not be carried out; null once one was. */
function useProblem(refusal: Refusal) {
  const { t } = useTranslation('refusals');
  const { labelOf } = useRefusalWords(refusal);
  const [problem, setProblem] = useState<string | null>(null);
  const report = (saved: Saved): boolean => {
    if (saved.kind === 'invalid')
      setProblem(t('invalidField', { field: labelOf({ id: saved.field, kind: 'text', value: '' }) }));
    else setProblem(saved.kind === 'refused' ? t(`reason_${saved.code}`) : null);
    return saved.kind === 'applied';
  };
  return { problem, report };
}

function BothVersions({
  refusal,
  onGo,
  onSettle,
  onSaved,
}: Omit<PartProps, 'onSettled'> & {
  readonly onSettle: () => void;
  readonly onSaved: (saved: Saved) => boolean;
}) {
  const { t } = useTranslation('refusals');
  const client = useClient();
  const { labelOf, shown } = useRefusalWords(refusal);
  const meanwhile = useMeanwhile(refusal);
  const isCase = refusal.name.startsWith('case.');
  const written = writtenWords(refusal);
  const again = againFor(refusal, client);
  const hasText = written.some(({ kind }) => kind === 'text' || kind === 'answer');
  const place = putBackPlace(refusal, client);
  const handlePutBack = () => {
    const to = putBack(refusal, client, (one) => `${labelOf(one)}: ${shown(one)}`);
    if (to === null) return;
    onSettle();
    onGo(to);
  };
  return (
    <>
      <div className={styles.sides}>
        {written.length > 0 && (
          <div className={`${styles.side} ${styles.mine}`}>
            <h5>{t('yours')}</h5>
            <WordsList refusal={refusal} words={written} others={isCase ? (meanwhile?.words ?? []) : []} />
          </div>
        )}
        <HowItStands refusal={refusal} />
      </div>
      <div className={styles.actions}>
        {again !== undefined && (
          <ChoiceButton
            look="primary"
            label={t('again')}
            hint={t('againHint')}
            shortcut="A"
            onClick={() => onSaved(again())}
          />
        )}
        {hasText && place !== null && (
          <ChoiceButton
            label={t('putBack')}
            hint={t(`putBackHint_${place}`)}
            shortcut="P"
            onClick={handlePutBack}
          />
        )}
        {hasText && place === null && <CopyButton texts={written.map(shown)} shortcut="C" />}
        <ChoiceButton
          look="quiet"
          label={t('settle')}
          hint={t('settleHint')}
          shortcut="L"
          onClick={onSettle}
        />
      </div>
    </>
  );
}
