import { useMemo } from 'react';
import { useActor, useRows } from '#renderer/data/hooks.ts';

/** Open cases of the person signed in. */
export function useMyOpenCount(): number {
  const actor = useActor();
  const cases = useRows('case');
  return useMemo(
    () => cases.filter(({ doc }) => doc.assigneeId === actor.id && doc.position.endedAt === null).length,
    [cases, actor.id],
  );
}
