import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useRow } from '#renderer/data/hooks.ts';
import type { NeedsYouCard } from '#renderer/data/needs-you.ts';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';
import { shortcutGroup } from '#renderer/ui/shortcuts.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { type Refusal, seenCaseIn } from '#shared/domain/case/refusal.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { BegunWords } from './begun-words.tsx';
import { type PartProps, RefusalPart } from './refusal-part.tsx';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';

/** A step that arrived late, as its case tells it. */
export type RenderLate = (caseId: string, eventId: string, onDecided: () => void) => ReactNode;

type Props = Omit<PartProps, 'refusal'> & {
  readonly card: NeedsYouCard;
  /** The focus begins here. */
  readonly isFirst: boolean;
  readonly renderLate: RenderLate;
};

/** All that is asked about one case, customer or article. */
export function AskingCard({ card, isFirst, onGo, onSettled, renderLate }: Props) {
  const { t } = useTranslation('refusals');
  const { mutate } = useClient();
  const heading = useId();
  const { caseId, refusals, lateIds, draftKeys } = card;
  const [first, ...followers] = refusals;
  const settleAll = () => {
    for (const refusal of refusals) mutate('refusal.settle', { refusalId: refusal.id });
    onSettled();
  };
  return (
    <article
      className={styles.card}
      aria-labelledby={heading}
      tabIndex={-1}
      data-autofocus={isFirst || undefined}
      {...shortcutGroup}
    >
      <header className={styles.head}>
        <h3 id={heading}>
          <Subject card={card} />
        </h3>
        <OpenButton card={card} onGo={onGo} />
      </header>
      {caseId !== null &&
        lateIds.map((eventId) => (
          <section key={eventId} className={styles.part} {...shortcutGroup}>
            {renderLate(caseId, eventId, onSettled)}
          </section>
        ))}
      {first !== undefined && (
        <section className={styles.part} {...shortcutGroup}>
          {followers.length > 0 && <p>{t('chain', { count: refusals.length })}</p>}
          <PartTitle refusal={first} place={followers.length > 0 ? 1 : null} />
          <RefusalPart key={first.id} refusal={first} onGo={onGo} onSettled={onSettled} />
        </section>
      )}
      {followers.map((refusal, place) => (
        <details key={refusal.id} className={styles.part} {...shortcutGroup}>
          <summary>
            <PartTitle refusal={refusal} place={place + 2} />
          </summary>
          <RefusalPart refusal={refusal} onGo={onGo} onSettled={onSettled} />
        </details>
      ))}
      {draftKeys.length > 0 && (
        <section className={styles.part} {...shortcutGroup}>
          <BegunWords draftKeys={draftKeys} onSettled={onSettled} />
        </section>
      )}
      {followers.length > 0 && (
        <ChoiceButton
          className={styles.all}
          label={t('settleAll')}
          hint={t('settleAllHint', { count: refusals.length })}
          shortcut="X"
          onClick={settleAll}
        />
      )}
    </article>
  );
}

/** What it is about, as people call it; what was never here is called after what was done. */
function Subject({ card: { caseId, refusals } }: { readonly card: NeedsYouCard }) {
  const { t } = useTranslation('refusals');
  const args = refusals[0]?.args ?? {};
  const supportCase = useRow('case', caseId)?.doc;
  const customer = useRow('customer', typeof args.customerId === 'string' ? args.customerId : null)?.doc;
  const article = useRow('article', typeof args.articleId === 'string' ? args.articleId : null)?.doc;
  const seen = supportCase ?? refusals.map(seenCaseIn).findLast((one) => one !== undefined);
  if (seen !== undefined) return `${caseName(seen)} ${seen.subject}`;
  if (caseId !== null) return typeof args.subject === 'string' ? args.subject : t('caseNotHere');
  return article?.title ?? customer?.name ?? t('notHere');
}

function OpenButton({ card: { caseId, refusals }, onGo }: Pick<Props, 'card' | 'onGo'>) {
  const { t } = useTranslation('refusals');
  const articleId = refusals[0]?.args.articleId;
  const isHere = useRow('case', caseId) !== undefined;
  const open = (label: string, address: string) => (
    <ChoiceButton label={label} shortcut="O" onClick={() => onGo({ address, tab: null })} />
  );
  if (caseId !== null) return isHere ? open(t('open'), `/queue/${caseId}`) : null;
  return typeof articleId === 'string' ? open(t('openArticle'), `/knowledge/${articleId}`) : null;
}

/** What was done and when; where there are several, which of them it is. */
function PartTitle({ refusal, place }: { readonly refusal: Refusal; readonly place: number | null }) {
  const language = useLanguage();
  const { now } = useClient();
  const { did, at } = useRefusalWords(refusal);
  return (
    <h4>
      {place !== null && `${place}. `}
      {at === null ? did : `${did}: ${at}`} <small>{momentText(refusal.at, now(), language)}</small>
    </h4>
  );
}
