import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { focusById, focusWhenLost } from '#renderer/ui/focus.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { againFor } from './do-again.ts';
import { HowItStands, Overtaken } from './how-it-stands.tsx';
import { putBack, putBackPlace, type Whereabouts } from './put-back.ts';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';
import { useMeanwhile } from './use-meanwhile.ts';
import { WordsList } from './words-list.tsx';
import { writtenWords } from './written-words.ts';

/** Of the list the cards are in: the focus goes there when a card is gone. */
export const refusalsId = 'refusals';

type Props = { readonly refusal: Refusal; readonly onGo: (to: Whereabouts) => void };

/** Both versions of a refused change, and what can be done with it. */
export function RefusalCard({ refusal, onGo }: Props) {
  const { t } = useTranslation(['refusals', 'case']);
  const language = useLanguage();
  const client = useClient();
  const { did, reason } = useRefusalWords(refusal);
  const meanwhile = useMeanwhile(refusal);
  const isCase = refusal.name.startsWith('case.');
  const [problem, setProblem] = useState<string | null>(null);
  const written = writtenWords(refusal);
  const again = againFor(refusal, client);
  const settle = () => void client.mutate('refusal.settle', { refusalId: refusal.id });
  const settleAndStay = () => {
    settle();
    focusWhenLost(focusById(refusalsId));
  };
  const handlePutBack = () => {
    const to = putBack(refusal, client);
    settle();
    onGo(to);
  };
  const handleAgain = () => {
    const result = again?.();
    if (result === undefined) return;
    if (result.kind === 'refused') setProblem(t(`refusals:reason_${result.code}`));
    else settleAndStay();
  };
  const articleId = refusal.args.articleId;
  return (
    <article className={styles.card}>
      <h4>
        {did}
        <small>{t('refusals:when', { when: momentText(refusal.at, client.now(), language) })}</small>
      </h4>
      <p>
        <Overtaken refusal={refusal} /> {reason}
      </p>
      <div className={styles.sides}>
        {written.length > 0 && (
          <div className={`${styles.side} ${styles.mine}`}>
            <h5>{t('refusals:yours')}</h5>
            <WordsList refusal={refusal} words={written} others={isCase ? (meanwhile?.words ?? []) : []} />
          </div>
        )}
        <HowItStands refusal={refusal} />
      </div>
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
      <div className={styles.actions}>
        {again !== undefined && (
          <Button look="primary" size="small" className={styles.action} onClick={handleAgain}>
            {t('refusals:again')}
            <small className={styles.hint}>{t('refusals:againHint')}</small>
          </Button>
        )}
        {written.some(({ kind }) => kind === 'text' || kind === 'answer') && (
          <Button size="small" className={styles.action} onClick={handlePutBack}>
            {t('refusals:putBack')}
            <small className={styles.hint}>
              {t(`refusals:putBackHint_${putBackPlace(refusal, client)}`)}
            </small>
          </Button>
        )}
        {refusal.caseId !== null && (
          <Button size="small" onClick={() => onGo({ address: `/queue/${refusal.caseId}`, tab: null })}>
            {t('refusals:open')}
          </Button>
        )}
        {typeof articleId === 'string' && (
          <Button size="small" onClick={() => onGo({ address: `/knowledge/${articleId}`, tab: null })}>
            {t('refusals:openArticle')}
          </Button>
        )}
        <Button look="quiet" size="small" className={styles.action} onClick={settleAndStay}>
          {t('refusals:settle')}
          <small className={styles.hint}>{t('refusals:settleHint')}</small>
        </Button>
      </div>
    </article>
  );
}
