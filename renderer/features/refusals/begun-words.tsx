import { useTranslation } from 'react-i18next';
import type { DraftKey } from '#renderer/data/client.ts';
import { caseDraftAt } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft, useRows } from '#renderer/data/hooks.ts';
import { findField } from '#renderer/data/left-drafts.ts';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './refusals.module.css';

type Props = {
  readonly draftKeys: readonly DraftKey[];
  /** They were thrown away, and what had the focus may be gone. */
  readonly onSettled: () => void;
};

/** What was begun for a case that has left: all of it, to take elsewhere or throw away. */
export function BegunWords({ draftKeys, onSettled }: Props) {
  const { t } = useTranslation('refusals');
  const { drafts } = useClient();
  const handleDrop = () => {
    for (const key of draftKeys) drafts.drop(key);
    onSettled();
  };
  return (
    <>
      <h4>{t('begun')}</h4>
      <p>{t('begunText')}</p>
      <div className={`${styles.side} ${styles.mine}`}>
        <dl>
          {draftKeys.map((key) => (
            <Begun key={key} draftKey={key} />
          ))}
        </dl>
      </div>
      <div className={styles.actions}>
        <CopyButton texts={draftKeys.map((key) => drafts.find(key)?.text ?? '')} shortcut="Y" />
        <ChoiceButton look="quiet" label={t('drop')} hint={t('dropHint')} shortcut="D" onClick={handleDrop} />
      </div>
    </>
  );
}

function Begun({ draftKey }: { readonly draftKey: DraftKey }) {
  const { draft } = useDraft(draftKey);
  const label = usePlaceName(draftKey);
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{draft?.text}</dd>
    </div>
  );
}

const tabNames = { message: 'case:tabMessage', note: 'case:tabNote', solution: 'case:tabSolution' } as const;

function usePlaceName(key: DraftKey): string {
  const { t } = useTranslation(['refusals', 'case']);
  const words = useWords();
  const versions = useRows('flow-version');
  const place = caseDraftAt(key);
  if (place?.kind === 'composer') return t(tabNames[place.field]);
  const field = place?.kind === 'step' ? findField(versions, place.elementId, place.field) : undefined;
  return field === undefined ? t('refusals:text') : words(field.label);
}
