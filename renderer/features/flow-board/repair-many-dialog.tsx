import { NativeSelect, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepRepairDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { useOneByOne } from '#renderer/data/use-one-by-one.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FormEnd, Stack } from '#renderer/ui/form.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { LineList } from '#renderer/ui/line-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { caseTitle, type SupportCase } from '#shared/domain/case/support-case.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { placesBeside } from '#shared/domain/flow/repair.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { Standing } from './board-counts.ts';

const acts = ['move', 'skip', 'repeat'] as const;
type Act = (typeof acts)[number];
type At = { readonly supportCase: SupportCase; readonly token: ReturnType<typeof standingTokens>[number] };

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
  readonly standing: readonly Standing[];
  readonly onClose: () => void;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation(['board', 'case', 'common', 'refusals']);
  const words = useWords();
  const { mutate } = useClient();
  const { draft, write, drop } = useDraft(stepRepairDraftKey(version.flowId, stepId));
  const { outcomes, left, begin, stop } = useOneByOne<At>();
  const [act, setAct] = useState<Act>('move');
  const [to, setTo] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // Those that stand there now; once begun they leave one by one.
  const [all] = useState(() => standing.flatMap(({ supportCase }) => tokensAt(supportCase, stepId)));
  const ours = all.filter(({ supportCase }) => supportCase.flowVersionId === version.id);
  const older = all.length - ours.length;
  const text = draft?.text ?? '';
  const tooLong = useTooLong()(text.trim(), textLimits.words);
  const options = { move: placesBeside(version, stepId), skip: outcomesAt(version, stepId), repeat: [] }[act];
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  const hasBegun = outcomes.length > 0;

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (tooLong !== null) return;
    const isChosen = options.length === 0 || options.some(({ id }) => id === to);
    const missing = isChosen ? (text.trim() === '' ? t('case:needsText') : null) : t('case:repairNeedsPlace');
    setProblem(missing);
    if (missing !== null) return;
    begin(ours, ({ supportCase, token }) => {
      const { id: tokenId, elementId, attempt } = token;
      const seen = { tokenId, elementId, attempt };
      const acted = {
        move: { act: 'move', ...seen, to: to ?? '' },
        skip: { act: 'skip', ...seen, outcome: to },
        repeat: { act: 'repeat', ...seen },
      } as const;
      return mutate('case.repair', { caseId: supportCase.id, act: acted[act], text });
    });
    drop();
  };

  return (
    <Dialog title={t('board:repairTitle', { count: ours.length })} isOpen onClose={onClose}>
      <form onSubmit={handleSubmit}>
        <Stack>
          <p>{t('board:repairLead', { name: words(getElement(version, stepId).name) })}</p>
          {older > 0 && <Notice>{t('board:repairOlder', { count: older })}</Notice>}
          {!hasBegun && (
            <>
              <NativeSelect
                label={t('case:repairWhat')}
                value={act}
                onChange={(event) => {
                  setAct(acts.find((one) => one === event.currentTarget.value) ?? 'move');
                  setTo(null);
                }}
                data={acts.map((value) => ({ value, label: t(`case:repair_${value}`) }))}
              />
              {options.length > 0 && (
                <Select
                  label={act === 'skip' ? t('case:repairWay') : t('case:repairTo')}
                  data={options.map(({ id, name }) => ({
                    value: id,
                    label: name === null ? id : words(name),
                  }))}
                  value={to}
                  onChange={setTo}
                  searchable
                />
              )}
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
          {problem !== null && (
            <Notice tone="warn" isUrgent>
              {problem}
            </Notice>
          )}
          {hasBegun && (
            <div role="status">
              {left > 0 && <p>{t('board:left', { count: left })}</p>}
              <Notice tone="ok">{t('board:repaired', { count: outcomes.length - refused.length })}</Notice>
              {refused.length > 0 && (
                <>
                  <Notice tone="warn">{t('board:notRepaired', { count: refused.length })}</Notice>
                  <LineList
                    lines={refused.map(({ item: { supportCase }, refusal }) => ({
                      id: supportCase.id,
                      name: caseTitle(supportCase),
                      text: refusal === null ? '' : t(`refusals:reason_${refusal}`),
                    }))}
                    moreText={(count) => t('board:more', { count })}
                    onOpen={onOpenCase}
                  />
                </>
              )}
            </div>
          )}
          <FormEnd>
            <KeptMark draft={text === '' ? undefined : draft} />
            {left > 0 && <Button onClick={stop}>{t('common:cancel')}</Button>}
            <Button onClick={onClose}>{hasBegun ? t('common:close') : t('common:cancel')}</Button>
            {!hasBegun && (
              <Button look="primary" type="submit" aria-disabled={tooLong !== null || ours.length === 0}>
                {t('board:repairTitle', { count: ours.length })}
              </Button>
            )}
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}

/** A case may stand at a step more than once. */
function tokensAt(supportCase: SupportCase, stepId: ElementId): readonly At[] {
  return standingTokens(supportCase.position)
    .filter(({ elementId }) => elementId === stepId)
    .map((token) => ({ supportCase, token }));
}
