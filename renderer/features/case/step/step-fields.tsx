import { NativeSelect, Radio, Select, TextInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import type { Step } from '#shared/domain/flow/flow-element.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { assertNever } from '#shared/lib/must.ts';
import { useOpenCase } from '../case-context.ts';
import { FieldLabel } from './field-label.tsx';
import { SolutionField } from './solution-field.tsx';
import styles from './step-panel.module.css';
import { stepPartId } from './step-part-id.ts';
import type { UsedStepWork } from './step-work.ts';

/** The form of a step. Every key is kept; nothing has to be filled in to type on elsewhere. */
export function StepFields({
  step,
  work,
  write,
  lit,
}: Pick<UsedStepWork, 'work' | 'write'> & {
  readonly step: Step;
  /** The fields in the way of an outcome that was asked for. */
  readonly lit: readonly string[];
}) {
  if (step.form.length === 0) return null;
  return (
    <div className={styles.fields}>
      {step.form.map((field) => (
        <div
          key={field.id}
          id={stepPartId(field.id)}
          className={lit.includes(field.id) ? styles.lit : undefined}
        >
          <StepField
            field={field}
            value={work.form[field.id] ?? ''}
            isLit={lit.includes(field.id)}
            onChange={(text) => write(field, text)}
          />
        </div>
      ))}
    </div>
  );
}

export type FieldProps = {
  readonly field: FormField;
  readonly value: string;
  readonly isLit: boolean;
  readonly onChange: (text: string) => void;
};

function StepField({ field, value, isLit, onChange }: FieldProps) {
  const { t } = useTranslation('case');
  const words = useWords();
  const { version } = useOpenCase();
  const tooLong = useTooLong()(value, textLimits.answer);
  const common = {
    label: <FieldLabel field={field} />,
    description: field.help === null ? undefined : words(field.help),
    value,
    error: tooLong ?? isLit,
  };
  switch (field.type) {
    case 'text':
      return <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'long-text':
      return (
        <TextArea
          {...common}
          minRows={2}
          maxRows={9}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
    case 'category': {
      const options = field.type === 'category' ? version.categories : field.options;
      const data = options.map((option) => ({ value: option.id, label: words(option.label) }));
      return (
        <NativeSelect
          {...common}
          data={[{ value: '', label: t('choose') }, ...data]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    case 'yes-no':
      return (
        <Radio.Group {...common} onChange={onChange}>
          <Radio value="yes" label={t('yes')} />
          <Radio value="no" label={t('no')} />
        </Radio.Group>
      );
    case 'article':
      return <ArticleField {...common} onChange={onChange} />;
    case 'solution':
      return <SolutionField field={field} value={value} />;
    default:
      return assertNever(field.type);
  }
}

function ArticleField({
  value,
  onChange,
  ...common
}: {
  readonly label: ReactNode;
  readonly description: string | undefined;
  readonly error: string | boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('case');
  const articles = useRows('article');
  const data = useMemo(() => articles.map(({ id, doc }) => ({ value: id, label: doc.title })), [articles]);
  return (
    <Select
      {...common}
      data={data}
      value={value === '' ? null : value}
      placeholder={t('pickArticle')}
      searchable
      clearable
      limit={30}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
