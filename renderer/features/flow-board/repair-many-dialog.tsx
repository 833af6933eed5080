import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepRepairDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { useOneByOne } from '#renderer/data/use-one-by-one.ts';
import { repairChoiceText } from '#renderer/diagram/repair-choice-text.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { useRepairOptions } from '#renderer/diagram/use-repair-options.ts';
import { ActFields } from '#renderer/ui/act-fields.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack, sendOnKey } from '#renderer/ui/form.tsx';
import { ifMeant } from '#renderer/ui/if-meant.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { caseTitle } from '#shared/domain/case/support-case.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { actOn, chosenAct, repairChoices } from '#shared/domain/flow/repair.ts';
import { type Standing, standingKey } from './board-counts.ts';

const acts = ['move', 'skip', 'repeat'] as const;

/** All cases that stand at a step are put elsewhere for one reason, and what came of each is told. */
export function RepairManyDialog({
  version,
  stepId,
  standing,
  onClose,
  onOpenCase,
}: {
  readonly version: FlowVersion;
  readonly stepId: ElementId;
  /** As it was when it was asked for: once begun they leave one by one. */
  readonly standing: readonly Standing[];
  readonly onClose: () => void;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation(['board', 'case', 'common', 'refusals']);
  const nameOf = useElementName();
  const optionsOf = useRepairOptions();
  const { mutate } = useClient();
  const { draft, write, drop } = useDraft(stepRepairDraftKey(version.flowId, stepId));
  const { taken, left, begin, stop } = useOneByOne(standingKey);
  const [act, setAct] = useState<(typeof acts)[number]>('move');
  const [choice, setChoice] = useState<string | null>(null);
  const [asked, setAsked] = useState<'choice' | 'text' | null>(null);
  const done = taken.filter(({ refusal }) => refusal === null);
  const refused = taken.filter(({ refusal }) => refusal !== null);
  const ours = standing.filter(({ supportCase }) => supportCase.flowVersionId === version.id);
  const older = standing.length - ours.length;
  const doneKeys = new Set(done.map(({ item }) => standingKey(item)));
  const rest = ours.filter((one) => !doneKeys.has(standingKey(one)));
  const text = draft?.text ?? '';
  const tooLong = useTooLong()(text.trim(), textLimits.words);
  // What can be chosen is that of the first of them; who cannot go there is refused, and first the next time.
  const [first] = rest;
  const choices = first === undefined ? [] : repairChoices(version, first.token, act);
  const choiceText = repairChoiceText(act);

  const handleSend = async () => {
    if (tooLong !== null || first === undefined || left > 0) return;
    const chosen = chosenAct(version, first.token, act, choice);
    const hasText = text.trim() !== '';
    setAsked(chosen === null ? 'choice' : hasText ? null : 'text');
    if (chosen === null || !hasText) return;
    const reached = await begin(rest, ({ supportCase, token }) =>
      mutate('case.repair', { caseId: supportCase.id, act: actOn(token, chosen), text }),
    );
    // The reason stays for those that were not reached, and for those that want another way.
    if (reached.length === rest.length && reached.every(({ refusal }) => refusal === null)) drop();
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void handleSend();
  };

  return (
    <Dialog title={t('board:repairTitle', { count: ours.length })} isOpen onClose={onClose}>
      <form onSubmit={handleSubmit} onKeyDown={sendOnKey}>
        <Stack>
          <p>{t('board:repairLead', { name: nameOf(getElement(version, stepId)) })}</p>
          {older > 0 && <Notice>{t('board:repairOlder', { count: older })}</Notice>}
          {rest.length > 0 && (
            <>
              <ActFields
                label={t('case:repairWhat')}
                acts={acts.map((value) => ({ value, label: t(`case:repair_${value}`) }))}
                act={act}
                choiceLabel={t(`case:${choiceText.label}`)}
                isChoiceMissing={asked === 'choice'}
                choices={optionsOf(version, choices, act)}
                choice={choice}
                onAct={(one) => {
                  setAct(one);
                  setChoice(null);
                  setAsked(null);
                }}
                onChoice={(one) => {
                  setChoice(one);
                  setAsked(null);
                }}
              />
              <TextArea
                label={t('case:repairText')}
                data-autofocus
                minRows={3}
                value={text}
                error={tooLong}
                onChange={(event) => write(event.currentTarget.value)}
              />
            </>
          )}
          {asked !== null && (
            <Notice tone="warn" isUrgent>
              {asked === 'choice' ? t(`case:${choiceText.missing}`) : t('case:needsText')}
            </Notice>
          )}
          <p role="status" className="visually-hidden">
            {left === 0 && taken.length > 0 && t('board:repaired', { count: done.length })}
          </p>
          {left > 0 && <p>{t('board:left', { count: left })}</p>}
          {done.length > 0 && <Notice tone="ok">{t('board:repaired', { count: done.length })}</Notice>}
          {refused.length > 0 && (
            <>
              <Notice tone="warn">{t('board:notRepaired', { count: refused.length })}</Notice>
              <LineList
                items={refused}
                toLine={({ item, refusal }) => ({
                  id: standingKey(item),
                  name: caseTitle(item.supportCase),
                  text: refusal === null ? '' : t(`refusals:reason_${refusal}`),
                })}
                moreText={(count) => t('board:more', { count })}
                onOpen={({ item }) => onOpenCase(item.supportCase.id)}
              />
            </>
          )}
          <FormEnd>
            <KeptMark draft={text === '' ? undefined : draft} />
            {left > 0 && <Button onClick={ifMeant(stop)}>{t('board:stop')}</Button>}
            <Button onClick={onClose}>{t(taken.length > 0 ? 'common:close' : 'common:cancel')}</Button>
            <Button
              look="primary"
              type="submit"
              aria-keyshortcuts="Control+Enter Meta+Enter"
              aria-disabled={tooLong !== null || first === undefined || left > 0}
            >
              {t('board:repairTitle', { count: rest.length })}
              <Kbd>{commandKey()} ↵</Kbd>
            </Button>
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}
