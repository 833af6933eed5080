import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldRow } from '#renderer/ui/form.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { languages } from '#shared/lib/words.ts';
import type { LimitedField } from './new-case-limits.ts';
import { useNewCaseField, useNewCaseTooLong } from './use-new-case.ts';
import type { OwnField } from './use-own-field.ts';

/** What is known of someone who calls for the first time; all of it may stay empty. */
export function NewCustomerFields({ ownField }: { readonly ownField: OwnField }) {
  const { t } = useTranslation('queue');
  const [language, writeLanguage] = useNewCaseField('language', useLanguage());
  return (
    <>
      <FieldRow>
        <DraftInput field="organization" label={t('formOrganization')} />
        <DraftInput field="code" label={t('formCode')} />
      </FieldRow>
      <FieldRow>
        <DraftInput field="phone" {...ownField('phone', t('formPhone'))} type="tel" />
        <DraftInput field="email" {...ownField('email', t('formEmail'))} type="email" />
        <NativeSelect
          label={t('formLanguage')}
          value={language}
          onChange={(event) => writeLanguage(event.currentTarget.value)}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </FieldRow>
    </>
  );
}

function DraftInput({
  field,
  label,
  description,
  error = null,
  type = 'text',
}: {
  readonly field: LimitedField;
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | null;
  readonly type?: 'text' | 'tel' | 'email';
}) {
  const [value, write] = useNewCaseField(field);
  const tooLong = useNewCaseTooLong(field);
  return (
    <TextInput
      label={label}
      type={type}
      value={value}
      description={description}
      // Below, so that fields side by side stay in line.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={tooLong ?? error}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
