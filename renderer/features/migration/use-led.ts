import { useCallback, useMemo } from 'react';
import { migrationDraftKey } from '#renderer/data/draft-keys.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { ElementMapping } from '#shared/domain/flow/migrate.ts';
import { ledIn, ledText } from './led-text.ts';
import type { Pair } from './migration-store.ts';

/** Where somebody led the places of one version in the other: a draft, until all of it is done. */
export function useLed({ fromId, toId }: Pair): {
  readonly led: ElementMapping;
  readonly lead: (place: ElementId, target: ElementId) => void;
  readonly drop: () => void;
} {
  const { draft, write, drop } = useDraft(migrationDraftKey(fromId, toId));
  const led = useMemo(() => ledIn(draft?.text ?? ''), [draft?.text]);
  const lead = useCallback(
    (place: ElementId, target: ElementId) => write(ledText(new Map(led).set(place, target))),
    [write, led],
  );
  return { led, lead, drop };
}
