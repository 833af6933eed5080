import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useToldApart } from '#renderer/diagram/use-told-apart.ts';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type ElementId, elementIdSchema } from '#shared/domain/flow/ids.ts';
import type { PlannedPlace } from '#shared/domain/flow/plan-migration.ts';
import styles from './mapping-table.module.css';

/** Every place where cases stand, and where they go. */
export function MappingTable({
  version,
  to,
  places,
  chosenId,
  isFixed,
  onPlace,
  onLead,
}: {
  readonly version: FlowVersion;
  readonly to: FlowVersion;
  readonly places: readonly PlannedPlace[];
  readonly chosenId: ElementId | null;
  /** While cases are taken over the plan stays as it was. */
  readonly isFixed: boolean;
  readonly onPlace: (id: ElementId) => void;
  readonly onLead: (from: ElementId, to: ElementId) => void;
}) {
  const { t } = useTranslation('migration');
  const words = useWords();
  const toldApart = useToldApart();
  if (places.length === 0) return <p className={styles.quiet}>{t('nothingRuns')}</p>;
  const placeNames = toldApart(
    version,
    places.map(({ element }) => element),
  );
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          <th scope="col">{t('cases')}</th>
          <th scope="col">{t('target')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ element, caseCount, target, options }, nth) => {
          const { tone, letter, name } = laneOf(version, element.id);
          const placeName = placeNames[nth] ?? '';
          const optionNames = toldApart(to, options);
          return (
            <tr key={element.id} data-chosen={element.id === chosenId || undefined}>
              <th scope="row">
                <LaneChip tone={tone} letter={letter}>
                  {words(name)}
                </LaneChip>
                {placeName}
              </th>
              <td>{caseCount}</td>
              <td>
                <NativeSelect
                  aria-label={t('targetOf', { name: placeName })}
                  value={target ?? ''}
                  disabled={isFixed || options.length === 0}
                  error={target === null ? <Missing isChoice={options.length > 0} /> : undefined}
                  onFocus={() => onPlace(element.id)}
                  onChange={(event) => onLead(element.id, elementIdSchema.parse(event.currentTarget.value))}
                  data={[
                    ...(target === null ? [{ value: '', label: t('choose'), disabled: true }] : []),
                    ...options.map(({ id }, place) => ({ value: id, label: optionNames[place] ?? '' })),
                  ]}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Missing({ isChoice }: { readonly isChoice: boolean }) {
  const { t } = useTranslation('migration');
  return (
    <span className={styles.missing}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      {t(isChoice ? 'noTarget' : 'noOption')}
    </span>
  );
}
