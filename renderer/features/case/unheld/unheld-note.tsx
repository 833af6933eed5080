import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { composerDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import styles from '../case-screen.module.css';

/** Words for a case nobody can see here. Until they are sent they wait where its composer would have them. */
export function UnheldNote({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const { mutate } = useClient();
  const { draft, write, drop } = useDraft(composerDraftKey(caseId, 'note'));
  const [isKept, setIsKept] = useState(false);
  const hintId = useId();
  const text = draft?.text ?? '';
  const tooLong = useTooLong()(text.trim(), textLimits.words);
  const id = caseIdSchema.safeParse(caseId).data;
  // An address somebody mistyped is no case.
  if (id === undefined) return null;

  const handleKeep = () => {
    if (text.trim() === '' || tooLong !== null) return;
    const mutated = mutate('case.note', { caseId: id, text });
    if (mutated.kind === 'refused') return;
    drop();
    setIsKept(false);
    void mutated.kept.then(() => setIsKept(true));
  };
  const reason = text.trim() === '' ? t('nothingWritten') : tooLong;
  return (
    <div className={styles.unheldNote}>
      <TextArea
        label={t('unheldNote')}
        description={t('unheldNoteHint')}
        value={text}
        error={tooLong}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <div className={styles.unheldFoot}>
        <KeptMark draft={draft} />
        <Button
          look="primary"
          aria-disabled={reason !== null}
          title={reason ?? undefined}
          aria-describedby={isKept ? hintId : undefined}
          onClick={handleKeep}
        >
          {t('unheldKeep')}
        </Button>
      </div>
      {isKept && (
        <div id={hintId} role="status">
          <Notice tone="ok">{t('unheldKept')}</Notice>
        </div>
      )}
    </div>
  );
}
