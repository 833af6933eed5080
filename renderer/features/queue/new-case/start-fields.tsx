import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { startDraftKey } from '#renderer/data/draft-keys.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { askedAtStart } from '#shared/domain/flow/opening.ts';
import styles from './new-case.module.css';

/** Draws a field of a form as the steps of a case do. */
export type RenderField = (field: {
  readonly field: FormField;
  readonly version: FlowVersion;
  readonly value: string;
  readonly error: string | boolean;
  readonly onChange: (text: string) => void;
}) => ReactNode;

type Props = {
  readonly version: FlowVersion;
  /** The fields to be answered before the case is opened. */
  readonly lit: readonly string[];
  readonly renderField: RenderField;
};

/** What the start of this flow asks and other flows do not. */
export function StartFields({ version, lit, renderField }: Props) {
  const { t } = useTranslation('queue');
  const words = useWords();
  const fields = askedAtStart(version);
  if (fields.length === 0) return null;
  const title = t('formStart', { flow: words(version.name) });
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      {fields.map((field) => (
        <StartField key={field.id} {...{ field, version, lit, renderField }} />
      ))}
    </section>
  );
}

function StartField({ field, version, lit, renderField }: Props & { readonly field: FormField }) {
  const { t } = useTranslation('queue');
  const { draft, write } = useDraft(startDraftKey(version.flowId, field.id));
  const isLit = lit.includes(field.id);
  return (
    <div data-lit={isLit || undefined}>
      {renderField({
        ...{ field, version, value: draft?.text ?? '' },
        error: isLit && t('formNeedsAnswer'),
        onChange: write,
      })}
    </div>
  );
}
