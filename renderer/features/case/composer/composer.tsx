import { type ClipboardEvent, type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComposerField, composerDraftKey } from '#renderer/data/draft-keys.ts';
import { filesDraftKey, filesFieldOf } from '#renderer/data/file-drafts.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { isLongText } from '#renderer/ui/text-area.tsx';
import { commandKey, useKeys } from '#renderer/ui/use-keys.ts';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { useOpenCase } from '../case-context.ts';
import { composerFieldId } from '../case-focus.ts';
import { useCaseStore } from '../case-store.ts';
import { AttachButton } from '../files/attach-button.tsx';
import { FileChips } from '../files/file-chips.tsx';
import { useChosenFiles } from '../files/use-chosen-files.ts';
import { useChange } from '../use-change.ts';
import styles from './composer.module.css';
import { ComposerTabs } from './composer-tabs.tsx';

/** What do I say? One text a tab, each kept at every key until it is sent. */
export function Composer() {
  const { t } = useTranslation('case');
  const tab = useCaseStore((state) => state.tab);
  const speaker = useCaseStore((state) => state.speaker);
  const { tabChosen } = useCaseStore.getState();
  const { supportCase } = useOpenCase();
  const { draft, write, drop } = useDraft(composerDraftKey(supportCase.id, tab));
  const filesKey = filesDraftKey(supportCase.id, filesFieldOf(tab));
  const files = useChosenFiles(filesKey);
  const { change, problem } = useChange();
  const field = useRef<HTMLTextAreaElement>(null);
  const panelId = useId();
  const text = draft?.text ?? '';
  const isEmpty = text.trim() === '';
  const tooLongIn = useTooLong();
  const tooLong =
    tab === 'solution' ? tooLongIn(text, textLimits.answer) : tooLongIn(text.trim(), textLimits.words);
  const hasNothing = isEmpty && files.chosen.length === 0;
  const reason = files.isKeeping ? t('filesKeeping') : hasNothing ? t('nothingWritten') : tooLong;

  const focusTab = (wanted: ComposerField) => {
    tabChosen(wanted);
    field.current?.focus();
  };
  useKeys({ r: () => focusTab('message'), o: () => focusTab('note') });

  const handleSend = () => {
    if (reason !== null || tab === 'solution') {
      field.current?.focus();
      return;
    }
    if (isEmpty || sendWords(tab)) sendFiles();
    field.current?.focus();
  };
  const sendWords = (as: 'message' | 'note'): boolean => {
    const caseId = supportCase.id;
    const isDone =
      as === 'note'
        ? change('case.note', { caseId, text })
        : change('case.writeMessage', { caseId, from: speaker, text });
    if (isDone) drop();
    return isDone;
  };
  const sendFiles = () => {
    if (files.chosen.length === 0) return;
    if (change('case.attach', { caseId: supportCase.id, files: files.chosen })) files.drop();
  };
  const handlePaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    // A spreadsheet cell brings its picture along; whoever pastes it wants the words.
    if (pasted.length === 0 || tab === 'solution' || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    files.choose(pasted);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    handleSend();
  };
  const isCustomer = tab === 'message' && speaker === 'customer';

  return (
    <section
      className={classes(styles.composer, tab === 'note' && styles.note, isCustomer && styles.customer)}
      aria-label={t('composer')}
    >
      <ComposerTabs panelId={panelId} onChosen={() => field.current?.focus()} />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${tab}`}>
        <textarea
          ref={field}
          id={composerFieldId}
          className={classes(styles.text, isLongText(text) && styles.long)}
          aria-label={fieldLabel(t, tab, isCustomer)}
          placeholder={placeholderOf(t, tab, isCustomer)}
          aria-invalid={tooLong !== null}
          aria-describedby={tooLong === null ? undefined : `${panelId}-long`}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={handleKey}
          onPaste={handlePaste}
        />
      </div>
      {tab !== 'solution' && <FileChips draftKey={filesKey} files={files} />}
      <div className={styles.foot}>
        <KeptMark draft={isEmpty ? files.draft : draft} />
        {tooLong !== null && (
          <span id={`${panelId}-long`} className={styles.problem}>
            {tooLong}
          </span>
        )}
        {problem !== null && (
          <span className={styles.problem} role="alert">
            {problem}
          </span>
        )}
        {tab === 'solution' ? (
          <SolutionNote />
        ) : (
          <div className={styles.actions}>
            <AttachButton onChosen={files.choose} />
            <Button
              look="primary"
              aria-disabled={reason !== null}
              title={reason ?? undefined}
              aria-keyshortcuts="Control+Enter Meta+Enter"
              onClick={handleSend}
            >
              {tab === 'note' ? t('saveNote') : isCustomer ? t('record') : t('send')}
              <Kbd>{commandKey()} ↵</Kbd>
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** Where the solution goes: with the step that asks for it. */
function SolutionNote() {
  const { t } = useTranslation('case');
  const words = useWords();
  const { place, version } = useOpenCase();
  const step = place && findStep(version, place.token.elementId);
  const isAsked = step?.form.some((field) => field.type === 'solution') === true;
  return <span>{step && isAsked ? t('solutionGoes', { step: words(step.name) }) : t('solutionWaits')}</span>;
}

type Translate = ReturnType<typeof useTranslation<'case'>>['t'];

function fieldLabel(t: Translate, tab: ComposerField, isCustomer: boolean): string {
  if (tab === 'message') return isCustomer ? t('customerSaid') : t('tabMessage');
  return tab === 'note' ? t('tabNote') : t('tabSolution');
}

function placeholderOf(t: Translate, tab: ComposerField, isCustomer: boolean): string {
  if (tab === 'message') return isCustomer ? t('placeholderCustomer') : t('placeholderMessage');
  return tab === 'note' ? t('placeholderNote') : t('placeholderSolution');
}
