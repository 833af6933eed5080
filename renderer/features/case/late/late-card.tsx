import { useTranslation } from 'react-i18next';
import { useRow } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { OpenCaseContext, useCaseRows } from '../case-context.ts';
import { LateStep } from './late-step.tsx';

type Props = {
  readonly caseId: string;
  readonly eventId: string;
  readonly onDecided: () => void;
};

/** A step that arrived late, to be decided about away from its case. */
export function LateCard({ caseId, eventId, onDecided }: Props) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const openCase = useCaseRows(caseId);
  const event = useRow('event', eventId)?.doc;
  if (openCase === undefined || event?.happening.kind !== 'arrived-late') return null;
  return (
    <OpenCaseContext value={openCase}>
      <h4>{t('lateTitle', { name: nameOf(event.by) })}</h4>
      <LateStep event={event} late={event.happening} hasKeys onDecided={onDecided} />
    </OpenCaseContext>
  );
}
