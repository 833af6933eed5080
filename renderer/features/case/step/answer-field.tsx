import { NativeSelect, Select, TextInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { RadioField } from '#renderer/ui/radio-field.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { optionsOf } from '#shared/domain/flow/answers.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { assertNever } from '#shared/lib/must.ts';
import { FieldLabel } from './field-label.tsx';

type Props = {
  readonly field: FormField;
  readonly version: FlowVersion;
  /** The names of the only outcomes that ask for it. */
  readonly outcomes?: readonly string[];
  readonly value: string;
  readonly error: string | boolean;
  readonly onChange: (text: string) => void;
};

/** One field of a form, whether a step asks it or the start of a flow. */
export function AnswerField({ field, version, outcomes = [], value, error, onChange }: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const tooLong = useTooLong()(value, textLimits.answer);
  const input = {
    label: <FieldLabel field={field} outcomes={outcomes} />,
    description: field.help === null ? undefined : words(field.help),
    value,
    error: tooLong ?? error,
    'aria-required': field.isRequired,
  };
  const options = (optionsOf(version, field) ?? []).map(({ id, label }) => ({
    value: id,
    label: words(label),
  }));
  switch (field.type) {
    case 'text':
      return <TextInput {...input} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'long-text':
    // Where a case is open, its solution is written in the composer.
    case 'solution':
      return (
        <TextArea
          {...input}
          minRows={2}
          maxRows={9}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
    case 'category':
      return (
        <NativeSelect
          {...input}
          data={[{ value: '', label: t('choose') }, ...options]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'yes-no':
      return (
        <RadioField
          {...input}
          // Once one is chosen, only another can take its place.
          options={field.isRequired ? options : [...options, { value: '', label: t('noAnswer') }]}
          onChange={onChange}
        />
      );
    case 'article':
      return <ArticleField {...input} onChange={onChange} />;
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
