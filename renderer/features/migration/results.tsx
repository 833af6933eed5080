import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import type { OneByOne } from '#renderer/data/use-one-by-one.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { caseTitle, type SupportCase } from '#shared/domain/case/support-case.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import styles from './migration-screen.module.css';
import { type Outcome, toOutcomes } from './outcomes.ts';

export const resultsId = 'migration-results';

/** What came of it: how many are taken over, and of each where it is now, or why it is not there. */
export function Results({
  takeOver: { taken: results, left },
  to,
  onOpenCase,
}: {
  readonly takeOver: OneByOne<SupportCase>;
  readonly to: FlowVersion;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation('migration');
  const outcomeText = useOutcomeText(to);
  const cases = useRows('case');
  const refusals = useRows('refusal');
  const outcomes = useMemo(
    () => toOutcomes(results, to.id, cases, refusals),
    [results, to.id, cases, refusals],
  );
  const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
  const [refused, back, unsent] = [count('refused'), count('back'), count('unsent')];
  const taken = unsent + count('confirmed');
  const hasEnded = results.length > 0 && left === 0;
  const summary = [
    t('taken', { count: taken }),
    unsent > 0 ? t('unsent', { count: unsent }) : t('confirmed'),
  ].join(' ');
  return (
    <>
      <p role="status" className="visually-hidden">
        {hasEnded && t('taken', { count: taken })}
      </p>
      {results.length > 0 && (
        <section className={styles.panel} aria-labelledby={resultsId}>
          <h2 id={resultsId} tabIndex={-1}>
            {t('results')}
          </h2>
          {left > 0 && <p>{t('left', { count: left })}</p>}
          {refused > 0 && <Notice tone="warn">{t('refused', { count: refused })}</Notice>}
          {hasEnded && back > 0 && <Notice tone="warn">{t('back', { count: back })}</Notice>}
          {hasEnded && taken > 0 && <Notice tone={unsent > 0 ? 'neutral' : 'ok'}>{summary}</Notice>}
          <LineList
            items={outcomes}
            toLine={(outcome) => ({
              id: outcome.supportCase.id,
              name: caseTitle(outcome.supportCase),
              text: outcomeText(outcome),
            })}
            moreText={(more) => t('more', { count: more })}
            onOpen={({ supportCase }) => onOpenCase(supportCase.id)}
          />
        </section>
      )}
    </>
  );
}

function useOutcomeText(to: FlowVersion): (outcome: Outcome) => string {
  const { t } = useTranslation(['migration', 'refusals']);
  const nameOf = useElementName();
  const language = useLanguage();
  const placeText = ({ position: { tokens } }: SupportCase) => {
    const { number } = to;
    if (tokens.length === 0) return t('migration:nowEnded', { number });
    // What waits for what goes on inside it is not where somebody works.
    const around = new Set(tokens.map(({ parentId }) => parentId));
    const names = tokens
      .filter(({ id }) => !around.has(id))
      .map(({ elementId }) => {
        const element = findElement(to, elementId);
        return element ? nameOf(element) : elementId;
      });
    const place = new Intl.ListFormat(language).format(new Set(names));
    const stands = tokens.some(({ fault }) => fault !== undefined);
    return t(stands ? 'migration:nowStopped' : 'migration:nowAt', { place, number });
  };
  return ({ kind, supportCase, code }) => {
    if (kind === 'gone') return t('migration:gone');
    if (kind === 'unsent' || kind === 'confirmed')
      return `${placeText(supportCase)} ${t(`migration:is_${kind}`)}`;
    if (code === 'changed-meanwhile') return t('migration:movedMeanwhile');
    return code === null ? t('migration:isBack') : t(`refusals:reason_${code}`);
  };
}
