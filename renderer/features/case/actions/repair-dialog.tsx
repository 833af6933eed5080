import { NativeSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RepairKind, repairChoices, toRepairAct } from '#renderer/data/repair-acts.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

const acts: readonly RepairKind[] = ['move', 'skip', 'repeat', 'add', 'cancel'];

/** Puts the case where the drawing would not have led it: what shall happen, to which of its places, and why. */
export function RepairDialog(props: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const nameOf = useElementName();
  const { supportCase, version, place } = useOpenCase();
  const { change, problem } = useChange();
  const tokens = standingTokens(supportCase.position);
  const [act, setAct] = useState<RepairKind>('move');
  // As it was seen when it was chosen: what has moved since is refused, and nothing else is meant by it.
  const [token, setToken] = useState(place?.token);
  const [choice, setChoice] = useState<string | null>(null);
  const options = token === undefined ? [] : repairChoices(version, token.elementId, act);
  const isChosen = options.length === 0 || options.some(({ id }) => id === choice);
  return (
    <WordsDialog
      {...props}
      action="repair"
      title={t('repairTitle')}
      lead={t('repairLead')}
      label={t('repairText')}
      verb={t('repair')}
      problem={problem}
      missing={isChosen ? null : t('repairNeedsPlace')}
      onSend={(text) =>
        token !== undefined &&
        change('case.repair', { caseId: supportCase.id, act: toRepairAct(act, token, choice), text })
      }
    >
      {tokens.length > 1 && (
        <NativeSelect
          label={t('repairOf')}
          value={token?.id}
          onChange={(event) => {
            setToken(tokens.find(({ id }) => id === event.currentTarget.value));
            setChoice(null);
          }}
          data={tokens.map(({ id, elementId }) => ({
            value: id,
            label: nameOf(getElement(version, elementId)),
          }))}
        />
      )}
      <NativeSelect
        label={t('repairWhat')}
        value={act}
        onChange={(event) => {
          setAct(acts.find((one) => one === event.currentTarget.value) ?? 'move');
          setChoice(null);
        }}
        data={acts
          .filter((one) => one !== 'cancel' || tokens.length > 1 || act === 'cancel')
          .map((value) => ({ value, label: t(`repair_${value}`) }))}
      />
      {options.length > 0 && (
        <Select
          label={act === 'skip' ? t('repairWay') : t('repairTo')}
          data={options.map(({ id, name }) => ({ value: id, label: name === null ? id : words(name) || id }))}
          value={choice}
          onChange={setChoice}
          searchable
        />
      )}
    </WordsDialog>
  );
}
