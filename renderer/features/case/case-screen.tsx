import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { composerDraftKey, stepDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { findStep } from '#shared/domain/flow/elements.ts';
import { type OpenCase, OpenCaseContext, useCaseRows } from './case-context.ts';
import { findComposer, useCaseFocus } from './case-focus.ts';
import { CaseHeader } from './case-header.tsx';
import styles from './case-screen.module.css';
import { CaseSide } from './case-side.tsx';
import { useCaseStore } from './case-store.ts';
import { Composer } from './composer/composer.tsx';
import { FileDrop } from './files/file-drop.tsx';
import { RefusedStrip } from './refused-strip.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { UnheldCase } from './unheld/unheld-case.tsx';

export type Insert = (text: string, articleId: string) => void;

export type CaseScreenProps = {
  readonly caseId: string;
  readonly onLeave: () => void;
  /** Opens the cards of what was not applied. */
  readonly onNeedsYou: () => void;
  /** The knowledge base beside the case; what it inserts goes to the end of the open text. */
  readonly renderArticles: (onInsert: Insert) => ReactNode;
  /** Puts the conversation and the step where the window has room for them. */
  readonly renderColumns: (conversation: ReactNode, side: ReactNode) => ReactNode;
};

/** One case: what was said, what to say, where it stands and what is next. */
export function CaseScreen({ caseId, onLeave, onNeedsYou, renderArticles, renderColumns }: CaseScreenProps) {
  const { t } = useTranslation('case');
  const openCase = useCaseRows(caseId);
  const isLoading = useSyncState((state) => !state.isLoaded || state.isFirstSync);
  const insert = useInsert(openCase);
  const shown = openCase?.place?.token;
  useEffect(() => useCaseStore.getState().caseOpened(caseId), [caseId]);
  useEffect(() => {
    if (shown !== undefined) useCaseStore.getState().placeShown(shown);
  }, [shown]);
  useCaseFocus(openCase?.supportCase.id, openCase === undefined ? '' : stepKeyOf(openCase));
  if (openCase === undefined)
    return isLoading ? <CaseSkeleton /> : <UnheldCase key={caseId} caseId={caseId} onLeave={onLeave} />;
  return (
    <OpenCaseContext value={openCase}>
      {renderColumns(
        <section key={caseId} className={styles.main} aria-label={openCase.supportCase.subject}>
          <CaseHeader />
          <RefusedStrip onNeedsYou={onNeedsYou} />
          <FileDrop>
            <Timeline />
            <Composer />
          </FileDrop>
        </section>,
        <aside key={caseId} className={styles.side} aria-label={t('viewStep')}>
          <CaseSide articles={renderArticles(insert)} />
        </aside>,
      )}
    </OpenCaseContext>
  );
}

/**
 * Adds an article's text to the end of the open draft, on a paragraph of its
 * own, and notes the article where the step asks which one was used.
 */
function useInsert(openCase: OpenCase | undefined): Insert {
  const { drafts } = useClient();
  return (text, articleId) => {
    if (openCase === undefined) return;
    const { supportCase, version, place } = openCase;
    const key = composerDraftKey(supportCase.id, useCaseStore.getState().tab);
    const before = drafts.find(key)?.text.trimEnd() ?? '';
    drafts.write(key, before === '' ? text : `${before}\n\n${text}`);
    focusComposerEnd();
    const step = place && findStep(version, place.token.elementId);
    const field = step?.form.find(({ type }) => type === 'article');
    if (place === undefined || field === undefined) return;
    drafts.write(
      stepDraftKey(supportCase.id, place.token.elementId, place.token.attempt, field.id),
      articleId,
    );
  };
}

function stepKeyOf({ place, supportCase }: OpenCase): string {
  if (place === undefined) return `ended ${supportCase.position.endedAt}`;
  return `${place.token.elementId} ${place.token.attempt}`;
}

/** After the text put in, so that the next key goes on from there and Enter puts nothing in twice. */
function focusComposerEnd(): void {
  useCaseStore.getState().halfChosen('conversation');
  requestAnimationFrame(() => {
    const field = findComposer();
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    if (field) field.scrollTop = field.scrollHeight;
  });
}

function CaseSkeleton() {
  const { t } = useTranslation('sync');
  return (
    <div className={styles.loading} role="status" aria-label={t('firstSync')}>
      <Skeleton width="52%" height={20} />
      <Skeleton width="34%" />
      <Skeleton width="100%" height={74} />
      <Skeleton width="100%" height={74} />
    </div>
  );
}
