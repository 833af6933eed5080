import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import { useOpenCase } from './case-context.ts';
import { stepHeadingId } from './case-focus.ts';
import styles from './case-screen.module.css';
import { Known } from './step/known.tsx';

/** How an ended case ended. */
export function EndedPanel({ endedAt }: { readonly endedAt: number }) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const words = useWords();
  const nameOf = usePersonName();
  const { now } = useClient();
  const { events, version, supportCase } = useOpenCase();
  const last = events.findLast(({ moves }) => moves.length > 0);
  const step = last && 'elementId' in last.happening && findElement(version, last.happening.elementId);
  const solution = supportCase.form.solution ?? '';
  return (
    <section className={styles.ended} aria-label={t('ended')}>
      <h3 id={stepHeadingId} tabIndex={-1}>
        {t('endedTitle', { when: momentText(endedAt, now(), language) })}
      </h3>
      {supportCase.archivedAt !== null && (
        <p>{t('archived', { when: momentText(supportCase.archivedAt, now(), language) })}</p>
      )}
      {last && step && <p>{t('endedHow', { name: nameOf(last.by), step: words(step.name) })}</p>}
      {last?.happening.kind === 'repaired' && <p>{t('endedRepaired', { name: nameOf(last.by) })}</p>}
      {solution !== '' && (
        <>
          <h4>{t('endedSolution')}</h4>
          <p className={styles.solution}>{solution}</p>
        </>
      )}
      <Known />
    </section>
  );
}
