import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComposerField, composerDraftKey, composerFields } from '#renderer/data/draft-keys.ts';
import { filesDraftKey, filesFieldOf } from '#renderer/data/file-drafts.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import { useOpenCase } from '../case-context.ts';
import { useCaseStore } from '../case-store.ts';
import styles from './composer.module.css';

const names = { message: 'tabMessage', note: 'tabNote', solution: 'tabSolution' } as const;

/** The three texts of a case; a dot tells where something unfinished waits. */
export function ComposerTabs({
  panelId,
  onChosen,
}: {
  readonly panelId: string;
  readonly onChosen: () => void;
}) {
  const { t } = useTranslation('case');
  const tab = useCaseStore((state) => state.tab);
  const { tabChosen } = useCaseStore.getState();
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const place = composerFields.indexOf(tab) + step + composerFields.length;
    const next = composerFields[place % composerFields.length] ?? tab;
    tabChosen(next);
    document.getElementById(`${panelId}-${next}`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={t('composer')} className={styles.tablist} onKeyDown={handleKey}>
        {composerFields.map((field) => (
          <button
            key={field}
            id={`${panelId}-${field}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={field === tab}
            aria-controls={panelId}
            tabIndex={field === tab ? 0 : -1}
            onClick={() => {
              tabChosen(field);
              onChosen();
            }}
          >
            {t(names[field])}
            {field !== tab && <DraftDot field={field} />}
          </button>
        ))}
      </div>
      {tab === 'message' && <Speaker />}
    </div>
  );
}

function DraftDot({ field }: { readonly field: ComposerField }) {
  const { t } = useTranslation('sync');
  const { supportCase } = useOpenCase();
  const { draft } = useDraft(composerDraftKey(supportCase.id, field));
  const files = useDraft(filesDraftKey(supportCase.id, filesFieldOf(field))).draft;
  const hasWords = draft !== undefined && draft.text.trim() !== '';
  const hasFiles = files !== undefined && field !== 'solution';
  return hasWords || hasFiles ? <i title={t('keptHere')} /> : null;
}

/** Writing to the customer, or writing down what the customer said. */
function Speaker() {
  const { t } = useTranslation('case');
  const speaker = useCaseStore((state) => state.speaker);
  const { speakerChosen } = useCaseStore.getState();
  return (
    <fieldset className={styles.speaker}>
      <legend className="visually-hidden">{t('whoSays')}</legend>
      {(['agent', 'customer'] as const).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="speaker"
            checked={speaker === value}
            onChange={() => speakerChosen(value)}
          />
          {value === 'agent' ? t('iWrite') : t('customerSaid')}
        </label>
      ))}
    </fieldset>
  );
}
