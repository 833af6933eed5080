import { NativeSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { placesBeside, type RepairAct } from '#shared/domain/flow/repair.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { MutatorArgs } from '#shared/mutations/registry.ts';
import { useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };
type Act = RepairAct['act'];

const acts: readonly Act[] = ['move', 'skip', 'repeat', 'add', 'cancel'];

/** Puts the case where the drawing would not have led it: what shall happen, to which of its places, and why. */
export function RepairDialog(props: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const { supportCase, version } = useOpenCase();
  const { change, problem } = useChange();
  const tokens = standingTokens(supportCase.position);
  const [act, setAct] = useState<Act>('move');
  const [tokenId, setTokenId] = useState<string>(tokens[0]?.id ?? '');
  const [to, setTo] = useState<string | null>(null);
  const token = tokens.find(({ id }) => id === tokenId) ?? tokens[0];
  const places = token === undefined ? [] : placesBeside(version, token.elementId);
  const ways = token === undefined ? [] : outcomesAt(version, token.elementId);
  const options = { move: places, add: places, skip: ways, repeat: [], cancel: [] }[act];
  const isChosen = options.length === 0 || options.some(({ id }) => id === to);
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
        change('case.repair', { caseId: supportCase.id, act: toAct(act, token, to), text })
      }
    >
      {tokens.length > 1 && (
        <NativeSelect
          label={t('repairOf')}
          value={tokenId}
          onChange={(event) => setTokenId(event.currentTarget.value)}
          data={tokens.map(({ id, elementId }) => ({
            value: id,
            label: words(getElement(version, elementId).name),
          }))}
        />
      )}
      <NativeSelect
        label={t('repairWhat')}
        value={act}
        onChange={(event) => {
          setAct(event.currentTarget.value as Act);
          setTo(null);
        }}
        data={acts
          .filter((one) => one !== 'cancel' || tokens.length > 1)
          .map((value) => ({ value, label: t(`repair_${value}`) }))}
      />
      {options.length > 0 && (
        <Select
          label={act === 'skip' ? t('repairWay') : t('repairTo')}
          data={options.map(({ id, name }) => ({ value: id, label: name === null ? id : words(name) }))}
          value={to}
          onChange={setTo}
          searchable
        />
      )}
    </WordsDialog>
  );
}

function toAct(
  act: Act,
  {
    id: tokenId,
    elementId,
    attempt,
  }: { readonly id: string; readonly elementId: string; readonly attempt: number },
  to: string | null,
): MutatorArgs<'case.repair'>['act'] {
  const seen = { tokenId, elementId, attempt };
  switch (act) {
    case 'move':
      return { act, ...seen, to: to ?? '' };
    case 'add':
      return { act, to: to ?? '' };
    case 'skip':
      return { act, ...seen, outcome: to };
    default:
      return { act, ...seen };
  }
}
