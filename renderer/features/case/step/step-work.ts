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
  const work = useMemo(
    () => unpack(packed, [...keys.keys()], step?.form ?? [], knownCategory(supportCase, version)),
    [packed, keys, step, supportCase, version],
  );
  const write = useCallback(
    (field: FormField, text: string) => drafts.write(keyOf(keys, field.id), text),
    [drafts, keys],
  );
  const tick = useCallback(
    (itemId: string, isTicked: boolean) => {
      const others = work.checked.filter((id) => id !== itemId);
      drafts.write(keyOf(keys, checkedField), (isTicked ? [...others, itemId] : others).join(','));
    },
    [drafts, keys, work.checked],
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
  return { work, write, tick, workFor, dropAll };
}

const checkedField = 'checked';

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
  return new Map([...keys, [checkedField, stepDraftKey(caseId, elementId, attempt, checkedField)]]);
}

function keyOf(keys: ReadonlyMap<string, DraftKey>, id: string): DraftKey {
  const key = keys.get(id);
  if (key === undefined) throw new Error(`No draft for the field ${id}`);
  return key;
}

function unpack(
  packed: string,
  ids: readonly string[],
  form: readonly FormField[],
  category: string,
): StepWork {
  const texts = packed.split('\u0000');
  const byId = new Map(ids.map((id, place) => [id, texts[place] ?? '\u0001']));
  const written = (id: string) => {
    const text = byId.get(id) ?? '\u0001';
    return text === '\u0001' ? undefined : text;
  };
  return {
    form: Object.fromEntries(
      form.map(({ id, type }) => [id, written(id) ?? (type === 'category' ? category : '')]),
    ),
    checked: (written(checkedField) ?? '').split(',').filter(Boolean),
  };
}

/** What the case was opened with, where the flow knows it. */
function knownCategory({ category }: SupportCase, version: FlowVersion): string {
  return version.categories.some(({ id }) => id === category) ? category : '';
}
