import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { optionsOf } from '#shared/domain/flow/answers.ts';
import { findStep, formAt } from '#shared/domain/flow/elements.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { useOpenCase } from './case-context.ts';

/** What someone recorded at a step, or when the case was opened: its answers with their labels, and what they ticked. */
export function Answers({
  elementId,
  form,
  checked,
  className,
}: {
  readonly elementId: ElementId;
  readonly form: Readonly<Record<string, string>>;
  readonly checked: readonly string[];
  readonly className?: string | undefined;
}) {
  const { t } = useTranslation('refusals');
  const words = useWords();
  const show = useAnswerText();
  const { version } = useOpenCase();
  const fields = formAt(version, elementId);
  const step = findStep(version, elementId);
  const ticked = step?.checklist.filter((item) => checked.includes(item.id)) ?? [];
  return (
    <dl className={className}>
      {Object.entries(form)
        .filter(([, value]) => value.trim() !== '')
        .map(([id, value]) => {
          const field = fields.find((candidate) => candidate.id === id);
          return (
            <div key={id}>
              <dt>{field === undefined ? id : words(field.label)}</dt>
              <dd>{show(field, value)}</dd>
            </div>
          );
        })}
      {ticked.length > 0 && (
        <div>
          <dt>{t('checked')}</dt>
          <dd>{ticked.map((item) => words(item.label)).join('\n')}</dd>
        </div>
      )}
    </dl>
  );
}

/** A form value in words: the label of an option, the title of an article. */
export function useAnswerText(): (field: FormField | undefined, value: string) => string {
  const words = useWords();
  const { rows } = useClient();
  const { version } = useOpenCase();
  return (field, value) => {
    if (field?.type === 'article') return rows.find('article', value)?.doc.title ?? value;
    const option = field && optionsOf(version, field)?.find(({ id }) => id === value);
    return option === undefined ? value : words(option.label);
  };
}
