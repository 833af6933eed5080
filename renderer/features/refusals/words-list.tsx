import type { Refusal } from '#shared/domain/case/refusal.ts';
import { useRefusalWords } from './refusal-words.ts';
import { differs, type Written } from './written-words.ts';

/** One side of the two. Only what the other side does not have alike is marked; without another side nothing is. */
export function WordsList({
  refusal,
  words,
  others,
}: {
  readonly refusal: Refusal;
  readonly words: readonly Written[];
  readonly others: readonly Written[];
}) {
  const { labelOf, shown } = useRefusalWords(refusal);
  return (
    <dl>
      {words.map((one) => (
        <div key={`${one.kind} ${one.id}`}>
          <dt>{labelOf(one)}</dt>
          <dd dir="auto">
            {others.length > 0 && differs(one, others) ? <mark>{shown(one)}</mark> : shown(one)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
