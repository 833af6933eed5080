/**
 * Words begun for a case that is not on this computer any more: its screen,
 * which would show them, no longer opens.
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { DraftKey, Drafts } from './client.ts';
import { caseDraftAt } from './draft-keys.ts';
import { useClient, useRows, useSyncState } from './hooks.ts';
import { writtenDrafts } from './unsent.ts';

/** Keys of their drafts. None before everything of this computer is here: until then nothing is known to have left. */
export function useLeftDrafts(): readonly DraftKey[] {
  const { drafts } = useClient();
  const isReady = useSyncState((state) => state.isLoaded && !state.isFirstSync);
  const cases = useRows('case');
  const versions = useRows('flow-version');
  // One text, which is the same until another draft is begun or ends.
  const listed = useSyncExternalStore(drafts.subscribe, () => listOf(drafts));
  return useMemo(
    () => (isReady && listed !== '' ? leftDraftsOf(listed.split('\n'), cases, versions) : []),
    [isReady, listed, cases, versions],
  );
}

export function leftDraftsOf(
  keys: readonly DraftKey[],
  cases: readonly Pick<Row<'case'>, 'id'>[],
  versions: readonly Pick<Row<'flow-version'>, 'doc'>[],
): readonly DraftKey[] {
  const held = new Set<string>(cases.map(({ id }) => id));
  return keys.filter((key) => {
    const place = caseDraftAt(key);
    if (place === undefined || held.has(place.caseId)) return false;
    return place.kind !== 'step' || isText(findField(versions, place.elementId, place.field));
  });
}

/** A field of a step, in whatever version of a flow has it. */
export function findField(
  versions: readonly { readonly doc: FlowVersion }[],
  elementId: string,
  field: string,
): FormField | undefined {
  for (const { doc } of versions)
    for (const element of doc.elements)
      if (element.kind === 'step' && element.id === elementId) {
        const found = element.form.find(({ id }) => id === field);
        if (found !== undefined) return found;
      }
  return undefined;
}

/** What is chosen or ticked is no word of anybody's. */
function isText(field: FormField | undefined): boolean {
  return field?.type === 'text' || field?.type === 'long-text';
}

function listOf(drafts: Drafts): string {
  return writtenDrafts(drafts)
    .map(({ key }) => key)
    .sort()
    .join('\n');
}
