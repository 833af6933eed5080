import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { repairChoiceText } from '#renderer/diagram/repair-choice-text.ts';
import { useRepairOptions } from '#renderer/diagram/use-repair-options.ts';
import { useToldApart } from '#renderer/diagram/use-told-apart.ts';
import { ActFields } from '#renderer/ui/act-fields.tsx';
import { repairActs } from '#shared/domain/case/case-event.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import { actOn, chosenAct, type RepairKind, repairChoices } from '#shared/domain/flow/repair.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { useOpenCase } from '../case-context.ts';
import { inPlaceOrder } from '../place-order.ts';
import { useChange } from '../use-change.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Puts the case where the drawing would not have led it: what shall happen, to which of its places, and why. */
export function RepairDialog(props: Props) {
  const { t } = useTranslation('case');
  const toldApart = useToldApart();
  const optionsOf = useRepairOptions();
  const { supportCase, version: current, place } = useOpenCase();
  const { change, problem } = useChange();
  const standing = standingTokens(supportCase.position);
  // As it was seen: what has moved since is refused, and only then shown where it is now.
  const [{ version, tokens }, setSeen] = useState({ version: current, tokens: standing });
  const [tokenId, setTokenId] = useState(place?.token.id);
  const [act, setAct] = useState<RepairKind>('move');
  const [choice, setChoice] = useState<string | null>(null);
  const token = tokens.find(({ id }) => id === tokenId) ?? tokens[0];
  const choices = token === undefined ? [] : repairChoices(version, token, act);
  const choiceText = repairChoiceText(act);
  const chosen = token === undefined ? null : chosenAct(version, token, act, choice);
  const places = inPlaceOrder(tokens).map(({ elementId }) => getElement(version, elementId));
  const placeNames = toldApart(version, places).map((name, nth) =>
    places.length === 1 ? name : t('placeNumbered', { number: nth + 1, name }),
  );
  const handleSend = (text: string) => {
    if (token === undefined || chosen === null) return false;
    const isDone = change('case.repair', { caseId: supportCase.id, act: actOn(token, chosen), text });
    if (!isDone && standing.length > 0) setSeen({ version: current, tokens: standing });
    return isDone;
  };
  return (
    <WordsDialog
      {...props}
      action="repair"
      title={t('repairTitle')}
      lead={t('repairLead')}
      label={t('repairText')}
      verb={t('repair')}
      problem={problem}
      missing={chosen === null ? t(choiceText.missing) : null}
      onSend={handleSend}
    >
      <NativeSelect
        label={t('repairOf')}
        value={token?.id}
        onChange={(event) => {
          setTokenId(tokens.find(({ id }) => id === event.currentTarget.value)?.id);
          setChoice(null);
        }}
        data={inPlaceOrder(tokens).map(({ id }, nth) => ({ value: id, label: placeNames[nth] ?? '' }))}
      />
      <ActFields
        label={t('repairWhat')}
        acts={repairActs
          .filter((one) => one !== 'cancel' || tokens.length > 1 || act === 'cancel')
          .map((value) => ({ value, label: t(`repair_${value}`) }))}
        act={act}
        choiceLabel={t(choiceText.label)}
        choices={optionsOf(version, choices, act)}
        choice={choice}
        onAct={(one) => {
          setAct(one);
          setChoice(null);
        }}
        onChoice={setChoice}
      />
    </WordsDialog>
  );
}
