/**
 * What has been entered at the present step, kept as drafts until it is
 * completed. The solution is the composer's own text.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DraftKey } from '#renderer/data/client.ts';
import { composerDraftKey, stepDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import { fieldsFor, type StepWork } from '#shared/domain/flow/outcomes.ts';
import type { Token } from '#shared/domain/flow/position.ts';

/** The way out that was chosen, and the others taken with it. */
export type Ways = readonly [TransitionId, ...TransitionId[]];

export type UsedStepWork = {
  readonly work: StepWork;
  readonly write: (field: FormField, text: string) => void;
  readonly tick: (itemId: string, isTicked: boolean) => void;
  /** Ways of an inclusive decision that are to be taken with the one chosen. */
  readonly tickedWays: readonly string[];
  readonly tickWay: (id: TransitionId, isTicked: boolean) => void;
  /** The part of the work that goes with an outcome. */
  readonly workFor: (...ways: Ways) => StepWork;
  /** After the step was left by these ways. */
  readonly dropAll: (...ways: Ways) => void;
};

export function useStepWork(supportCase: SupportCase, version: FlowVersion, token: Token): UsedStepWork {
  const { drafts } = useClient();
  const { elementId, attempt } = token;
  const caseId = supportCase.id;
  const step = findStep(version, elementId);
  const keys = useMemo(
    () => keysOf(caseId, elementId, attempt, step?.form ?? []),
    [caseId, elementId, attempt, step],
  );
  // One string stands for all the drafts, so that only a change of theirs renders again.
  const packed = useSyncExternalStore(drafts.subscribe, () =>
    [...keys.values()].map((key) => drafts.find(key)?.text ?? '\u0001').join('\u0000'),
  );
  const written = useMemo(() => unpack(packed, [...keys.keys()]), [packed, keys]);
  const work = useMemo(
    () => workIn(written, step?.form ?? [], knownCategory(supportCase, version)),
    [written, step, supportCase, version],
  );
  const write = useCallback(
    (field: FormField, text: string) => drafts.write(keyOf(keys, field.id), text),
    [drafts, keys],
  );
  const tickedWays = useMemo(() => listIn(written.get(waysField)), [written]);
  const tick = useCallback(
    (itemId: string, isTicked: boolean) =>
      drafts.write(keyOf(keys, checkedField), listWith(work.checked, itemId, isTicked)),
    [drafts, keys, work.checked],
  );
  const tickWay = useCallback(
    (id: TransitionId, isTicked: boolean) =>
      drafts.write(keyOf(keys, waysField), listWith(tickedWays, id, isTicked)),
    [drafts, keys, tickedWays],
  );
  const workFor = useCallback(
    (...ways: Ways): StepWork => {
      const asked = fieldsFor(step?.form ?? [], ...ways);
      const form = Object.fromEntries(
        asked.map(({ id }) => [id, work.form[id] ?? '']).filter(([, text]) => text !== ''),
      );
      return { form, checked: work.checked };
    },
    [step, work],
  );
  const dropAll = useCallback(
    (...ways: Ways) => {
      const asked = new Set(fieldsFor(step?.form ?? [], ...ways).map(({ id }) => id));
      const solution = composerDraftKey(caseId, 'solution');
      for (const [id, key] of keys)
        if (drafts.find(key) !== undefined && (key !== solution || asked.has(id))) drafts.drop(key);
    },
    [drafts, keys, step, caseId],
  );
  return { work, write, tick, tickedWays, tickWay, workFor, dropAll };
}

const checkedField = 'checked';
/** No field of a form is called so: its id has no hyphen. */
const waysField = 'ticked-ways';

function keysOf(
  caseId: string,
  elementId: string,
  attempt: number,
  form: readonly FormField[],
): ReadonlyMap<string, DraftKey> {
  const keys = form.map(({ id, type }): readonly [string, DraftKey] => [
    id,
    type === 'solution' ? composerDraftKey(caseId, 'solution') : stepDraftKey(caseId, elementId, attempt, id),
  ]);
  const ticks = [checkedField, waysField].map((field): readonly [string, DraftKey] => [
    field,
    stepDraftKey(caseId, elementId, attempt, field),
  ]);
  return new Map([...keys, ...ticks]);
}

function keyOf(keys: ReadonlyMap<string, DraftKey>, id: string): DraftKey {
  const key = keys.get(id);
  if (key === undefined) throw new Error(`No draft for the field ${id}`);
  return key;
}

/** What was written, by field; a field nobody has touched is left out. */
function unpack(packed: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const texts = packed.split('\u0000');
  const written = ids.map((id, place) => [id, texts[place] ?? '\u0001'] as const);
  return new Map(written.filter(([, text]) => text !== '\u0001'));
}

function workIn(
  written: ReadonlyMap<string, string>,
  form: readonly FormField[],
  category: string,
): StepWork {
  return {
    form: Object.fromEntries(
      form.map(({ id, type }) => [id, written.get(id) ?? (type === 'category' ? category : '')]),
    ),
    checked: listIn(written.get(checkedField)),
  };
}

function listIn(text = ''): readonly string[] {
  return text.split(',').filter(Boolean);
}

function listWith(list: readonly string[], id: string, isTicked: boolean): string {
  const others = list.filter((other) => other !== id);
  return (isTicked ? [...others, id] : others).join(',');
}

/** What the case was opened with, where the flow knows it. */
function knownCategory({ category }: SupportCase, version: FlowVersion): string {
  return version.categories.some(({ id }) => id === category) ? category : '';
}
