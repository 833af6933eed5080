import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { useTakers } from '../use-people.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Passes the case to a colleague of its team. Those who work in the present lane come first. */
export function HandOverDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation('case');
  const { supportCase, place } = useOpenCase();
  const { change, problem } = useChange();
  const takers = useTakers(supportCase.teamId);
  const [to, setTo] = useState<string | null>(null);
  const role = place?.lane.role ?? null;
  const candidates = takers.filter(({ id }) => id !== supportCase.assigneeId);
  const inLane = candidates.filter(({ roles }) => role === null || roles.includes(role));
  const others = candidates.filter((person) => !inLane.includes(person));
  return (
    <WordsDialog
      action="handOver"
      title={t('handOverTitle')}
      label={t('handOverText')}
      verb={t('handOver')}
      isOpen={isOpen}
      problem={problem}
      missing={to === null ? t('needsPerson') : null}
      onClose={onClose}
      onSend={(text) =>
        to !== null &&
        change('case.handOver', { caseId: supportCase.id, to, before: supportCase.assigneeId, text })
      }
    >
      <Select
        label={t('handOverTo')}
        data={[...inLane, ...others].map(({ id, name }) => ({ value: id, label: name }))}
        value={to}
        onChange={setTo}
        searchable
      />
    </WordsDialog>
  );
}
