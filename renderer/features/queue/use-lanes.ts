import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { lanesOf, type QueueLane, versionsInUse } from './lanes.ts';

/** The lanes of the flows in use. */
export function useLanes(): readonly QueueLane[] {
  const language = useLanguage();
  const versions = useRows('flow-version');
  const flows = useRows('flow');
  const cases = useRows('case');
  return useMemo(
    () => lanesOf(versionsInUse(versions, flows, cases), language),
    [language, versions, flows, cases],
  );
}
