import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { againFor } from './do-again.ts';
import { HowItStands, Overtaken } from './how-it-stands.tsx';
import { putBack, type Whereabouts } from './put-back.ts';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';
import { writtenWords } from './written-words.ts';

type Props = { readonly refusal: Refusal; readonly onGo: (to: Whereabouts) => void };

/** Both versions of a refused change, and what can be done with it. */
export function RefusalCard({ refusal, onGo }: Props) {
  const { t } = useTranslation(['refusals', 'case']);
  const language = useLanguage();
  const client = useClient();
  const { did, reason, labelOf, shown } = useRefusalWords(refusal);
  const [problem, setProblem] = useState<string | null>(null);
  const written = writtenWords(refusal);
  const again = againFor(refusal, client);
  const settle = () => void client.mutate('refusal.settle', { refusalId: refusal.id });
  const handlePutBack = () => {
    const to = putBack(refusal, client);
    settle();
    onGo(to);
  };
  const handleAgain = () => {
    const result = again?.();
    if (result === undefined) return;
    if (result.kind === 'refused') setProblem(t(`refusals:reason_${result.code}`));
    else settle();
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
            <dl>
              {written.map((one) => (
                <div key={`${one.kind} ${one.id}`}>
                  <dt>{labelOf(one)}</dt>
                  <dd>{shown(one)}</dd>
                </div>
              ))}
            </dl>
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
          <Button look="primary" size="small" title={t('refusals:againHint')} onClick={handleAgain}>
            {t('refusals:again')}
          </Button>
        )}
        {written.some(({ kind }) => kind === 'text' || kind === 'answer') && (
          <Button size="small" title={t('refusals:putBackHint')} onClick={handlePutBack}>
            {t('refusals:putBack')}
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
        <Button look="quiet" size="small" title={t('refusals:settleHint')} onClick={settle}>
          {t('refusals:settle')}
        </Button>
      </div>
    </article>
  );
}
