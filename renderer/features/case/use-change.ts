import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';

type Change = {
  /** True when it was applied; otherwise `problem` says why not, in words. */
  readonly change: <N extends MutatorName>(name: N, args: MutatorArgs<N>) => boolean;
  readonly problem: string | null;
};

/** Writes a mutation and keeps the sentence of a refusal. */
export function useChange(): Change {
  const { mutate } = useClient();
  const { t } = useTranslation(['case', 'refusals']);
  const [problem, setProblem] = useState<string | null>(null);
  const change: Change['change'] = useCallback(
    (name, args) => {
      const result = mutate(name, args);
      setProblem(result.kind === 'applied' ? null : t(`refusals:reason_${result.code}`));
      return result.kind === 'applied';
    },
    [mutate, t],
  );
  return { change, problem };
}
