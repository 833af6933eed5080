import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { caseTitle, type SupportCase } from '#shared/domain/case/support-case.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { MigrationProblem } from '#shared/domain/flow/migrate.ts';
import type { MigrationPlan } from '#shared/domain/flow/plan-migration.ts';

/** What would come of it: how many cases fit, and what stands in the way of the others. */
export function DryRun({
  plan,
  from,
  onOpenCase,
}: {
  readonly plan: MigrationPlan<SupportCase>;
  readonly from: FlowVersion;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation('migration');
  const nameOf = useElementName();
  const { fitting, blocked, ending, stopping } = plan;
  const textOf = ({ elementId, reason }: MigrationProblem) => {
    const element = findElement(from, elementId);
    return t(`problem_${reason}`, { name: element ? nameOf(element) : elementId });
  };
  if (fitting.length + blocked.length === 0) return <p>{t('nothingRuns')}</p>;
  return (
    <>
      {fitting.length > 0 && (
        <Notice tone="ok">
          <p>{t('fits', { count: fitting.length })}</p>
          {ending > 0 && <p>{t('ends', { count: ending })}</p>}
        </Notice>
      )}
      {stopping > 0 && <Notice tone="warn">{t('stops', { count: stopping })}</Notice>}
      {blocked.length > 0 && (
        <>
          <Notice tone="warn">{t('blocked', { count: blocked.length })}</Notice>
          <LineList
            items={blocked}
            toLine={({ running, problems }) => ({
              id: running.id,
              name: caseTitle(running),
              text: problems.map(textOf).join(' '),
            })}
            moreText={(count) => t('more', { count })}
            onOpen={({ running }) => onOpenCase(running.id)}
          />
        </>
      )}
    </>
  );
}
