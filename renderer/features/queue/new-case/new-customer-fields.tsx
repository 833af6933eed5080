import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldName } from '#renderer/ui/field-name.tsx';
import { FieldRow } from '#renderer/ui/form.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { languages } from '#shared/lib/words.ts';
import type { LimitedField } from './new-case-limits.ts';
import { useNewCaseField, useNewCaseTooLong } from './use-new-case.ts';
import type { OwnField } from './use-own-field.tsx';

/** What is known of someone who calls for the first time; what the flow does not ask may stay empty. */
export function NewCustomerFields({ ownField }: { readonly ownField: OwnField }) {
  const { t } = useTranslation(['queue', 'case']);
  const optional = (name: string) => <FieldName name={name} asides={[t('case:optional')]} />;
  const [language, writeLanguage] = useNewCaseField('language', useLanguage());
  return (
    <>
      <FieldRow>
        <DraftInput field="organization" label={optional(t('queue:formOrganization'))} />
        <DraftInput field="code" label={optional(t('queue:formCode'))} />
      </FieldRow>
      <FieldRow>
        <DraftInput field="phone" {...ownField('phone', t('queue:formPhone'))} type="tel" />
        <DraftInput field="email" {...ownField('email', t('queue:formEmail'))} type="email" />
        <NativeSelect
          label={t('queue:formLanguage')}
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
  error = null,
  ...own
}: Partial<ReturnType<OwnField>> & {
  readonly field: LimitedField;
  readonly label: ReactNode;
  readonly type?: 'text' | 'tel' | 'email';
}) {
  const [value, write] = useNewCaseField(field);
  const tooLong = useNewCaseTooLong(field);
  return (
    <TextInput
      {...own}
      value={value}
      // Below, so that fields side by side stay in line.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={tooLong ?? error}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
