import { useTranslation } from 'react-i18next';
import { isPending } from '#renderer/data/client.ts';
import { useRows } from '#renderer/data/hooks.ts';
import type { OneByOne } from '#renderer/data/use-one-by-one.ts';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { caseTitle, type SupportCase } from '#shared/domain/case/support-case.ts';

/** What came of each: how many are taken over, what the server has still to confirm or did not, and why others were not. */
export function Results({
  takeOver: { taken: results, left },
  toVersionId,
  onOpenCase,
}: {
  readonly takeOver: OneByOne<SupportCase>;
  readonly toVersionId: string;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation(['migration', 'refusals', 'common']);
  const rows = useRows('case');
  const ids = new Set(results.filter(({ refusal }) => refusal === null).map(({ item }) => item.id));
  const done = rows.filter(({ doc }) => ids.has(doc.id));
  const taken = done.filter(({ doc }) => doc.flowVersionId === toVersionId);
  const back = done.filter(({ doc }) => doc.flowVersionId !== toVersionId);
  const unsent = taken.filter(isPending).length;
  const refused = results.filter(({ refusal }) => refusal !== null);
  const hasEnded = results.length > 0 && left === 0;
  const moreText = (count: number) => t('migration:more', { count });
  const summary = [
    t('migration:taken', { count: taken.length }),
    unsent > 0 ? t('migration:unsent', { count: unsent }) : t('migration:confirmed'),
  ].join(' ');
  return (
    <>
      <p role="status" className="visually-hidden">
        {hasEnded && t('migration:taken', { count: taken.length })}
      </p>
      {left > 0 && <p>{t('migration:left', { count: left })}</p>}
      {hasEnded && taken.length > 0 && <Notice tone={unsent > 0 ? 'neutral' : 'ok'}>{summary}</Notice>}
      {hasEnded && back.length > 0 && (
        <>
          <Notice tone="warn">{t('migration:back', { count: back.length })}</Notice>
          <LineList
            items={back}
            toLine={({ doc }) => ({ id: doc.id, name: caseTitle(doc), text: '' })}
            moreText={moreText}
            onOpen={({ doc }) => onOpenCase(doc.id)}
          />
        </>
      )}
      {refused.length > 0 && (
        <>
          <Notice tone="warn">{t('migration:refused', { count: refused.length })}</Notice>
          <LineList
            items={refused}
            toLine={({ item, refusal }) => ({
              id: item.id,
              name: caseTitle(item),
              text:
                refusal === null || refusal === 'changed-meanwhile'
                  ? t('migration:movedMeanwhile')
                  : t(`refusals:reason_${refusal}`),
            })}
            moreText={moreText}
            onOpen={({ item }) => onOpenCase(item.id)}
          />
        </>
      )}
    </>
  );
}
