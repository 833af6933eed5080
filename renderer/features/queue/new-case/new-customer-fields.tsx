import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldRow } from '#renderer/ui/form.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { languages } from '#shared/lib/words.ts';
import type { LimitedField } from './new-case-limits.ts';
import { useNewCaseField, useNewCaseTooLong } from './use-new-case.ts';

/** What is known of someone who calls for the first time; all of it may stay empty. */
export function NewCustomerFields() {
  const { t } = useTranslation('queue');
  const [language, writeLanguage] = useNewCaseField('language', useLanguage());
  return (
    <>
      <FieldRow>
        <DraftInput field="organization" label={t('formOrganization')} />
        <DraftInput field="code" label={t('formCode')} />
      </FieldRow>
      <FieldRow>
        <DraftInput field="phone" label={t('formPhone')} type="tel" />
        <DraftInput field="email" label={t('formEmail')} type="email" />
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
  type = 'text',
}: {
  readonly field: LimitedField;
  readonly label: string;
  readonly type?: 'text' | 'tel' | 'email';
}) {
  const [value, write] = useNewCaseField(field);
  const tooLong = useNewCaseTooLong(field);
  return (
    <TextInput
      label={label}
      type={type}
      value={value}
      error={tooLong}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
