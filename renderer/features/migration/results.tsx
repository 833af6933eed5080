import { useTranslation } from 'react-i18next';
import { isPending } from '#renderer/data/client.ts';
import { useRows } from '#renderer/data/hooks.ts';
import type { OneByOne } from '#renderer/data/use-one-by-one.ts';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { caseTitle, type SupportCase } from '#shared/domain/case/support-case.ts';

/** What came of each: how many are taken over, what the server has still to confirm or did not, and why others were not. */
export function Results({
  takeOver: { outcomes, left },
  toVersionId,
  onOpenCase,
}: {
  readonly takeOver: OneByOne<SupportCase>;
  readonly toVersionId: string;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation(['migration', 'refusals']);
  const rows = useRows('case');
  if (outcomes.length === 0) return null;
  const ids = new Set(outcomes.filter(({ refusal }) => refusal === null).map(({ item }) => item.id));
  const taken = rows.filter(({ doc }) => ids.has(doc.id) && doc.flowVersionId === toVersionId);
  const unsent = taken.filter(isPending).length;
  const back = rows.filter(({ doc }) => ids.has(doc.id) && doc.flowVersionId !== toVersionId).length;
  const refused = outcomes.flatMap(({ item, refusal }) =>
    refusal === null ? [] : { id: item.id, name: caseTitle(item), text: t(`refusals:reason_${refusal}`) },
  );
  return (
    <div role="status">
      {left > 0 && <p>{t('migration:left', { count: left })}</p>}
      {taken.length > 0 && (
        <Notice tone={unsent > 0 ? 'neutral' : 'ok'}>
          {t('migration:taken', { count: taken.length })}{' '}
          {unsent > 0 ? t('migration:unsent', { count: unsent }) : t('migration:confirmed')}
        </Notice>
      )}
      {back > 0 && <Notice tone="warn">{t('migration:back', { count: back })}</Notice>}
      {refused.length > 0 && (
        <>
          <Notice tone="warn">{t('migration:refused', { count: refused.length })}</Notice>
          <LineList
            lines={refused}
            moreText={(count) => t('migration:more', { count })}
            onOpen={onOpenCase}
          />
        </>
      )}
    </div>
  );
}
