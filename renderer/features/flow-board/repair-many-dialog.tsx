import { NativeSelect, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepRepairDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { repairChoices, toRepairAct } from '#renderer/data/repair-acts.ts';
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
import { caseTitle } from '#shared/domain/case/support-case.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
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
  const words = useWords();
  const { mutate } = useClient();
  const { draft, write, drop } = useDraft(stepRepairDraftKey(version.flowId, stepId));
  const { taken, left, begin, stop } = useOneByOne(standingKey);
  const [act, setAct] = useState<(typeof acts)[number]>('move');
  const [choice, setChoice] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const done = taken.filter(({ refusal }) => refusal === null);
  const refused = taken.filter(({ refusal }) => refusal !== null);
  const ours = standing.filter(({ supportCase }) => supportCase.flowVersionId === version.id);
  const older = standing.length - ours.length;
  const doneKeys = new Set(done.map(({ item }) => standingKey(item)));
  const rest = ours.filter((one) => !doneKeys.has(standingKey(one)));
  const text = draft?.text ?? '';
  const tooLong = useTooLong()(text.trim(), textLimits.words);
  const options = repairChoices(version, stepId, act);

  const handleSend = async () => {
    if (tooLong !== null || rest.length === 0 || left > 0) return;
    const isChosen = options.length === 0 || options.some(({ id }) => id === choice);
    const missing = isChosen ? (text.trim() === '' ? t('case:needsText') : null) : t('case:repairNeedsPlace');
    setProblem(missing);
    if (missing !== null) return;
    const reached = await begin(rest, ({ supportCase, token }) =>
      mutate('case.repair', { caseId: supportCase.id, act: toRepairAct(act, token, choice), text }),
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
      <form onSubmit={handleSubmit}>
        <Stack>
          <p>{t('board:repairLead', { name: words(getElement(version, stepId).name) })}</p>
          {older > 0 && <Notice>{t('board:repairOlder', { count: older })}</Notice>}
          {rest.length > 0 && (
            <>
              <NativeSelect
                label={t('case:repairWhat')}
                value={act}
                onChange={(event) => {
                  setAct(acts.find((one) => one === event.currentTarget.value) ?? 'move');
                  setChoice(null);
                }}
                data={acts.map((value) => ({ value, label: t(`case:repair_${value}`) }))}
              />
              {options.length > 0 && (
                <Select
                  label={act === 'skip' ? t('case:repairWay') : t('case:repairTo')}
                  data={options.map(({ id, name }) => ({
                    value: id,
                    label: name === null ? id : words(name) || id,
                  }))}
                  value={choice}
                  onChange={setChoice}
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
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                  event.preventDefault();
                  void handleSend();
                }}
              />
            </>
          )}
          {problem !== null && (
            <Notice tone="warn" isUrgent>
              {problem}
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
            {left > 0 && <Button onClick={stop}>{t('board:stop')}</Button>}
            <Button onClick={onClose}>{t(taken.length > 0 ? 'common:close' : 'common:cancel')}</Button>
            <Button
              look="primary"
              type="submit"
              aria-disabled={tooLong !== null || rest.length === 0 || left > 0}
            >
              {t('board:repairTitle', { count: rest.length })}
            </Button>
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}
