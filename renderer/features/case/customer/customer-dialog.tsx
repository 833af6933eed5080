import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FieldRow, FormEnd, Stack } from '#renderer/ui/form.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Customer, CustomerFields } from '#shared/domain/people/customer.ts';
import { languageSchema, languages } from '#shared/lib/words.ts';
import { useChange } from '../use-change.ts';
import { changedFields } from './changed-fields.ts';

/** Corrects a customer. Only the fields really changed are sent, so that two people can correct one. */
export function CustomerDialog({
  customer,
  onClose,
}: {
  readonly customer: Customer;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['case', 'common']);
  const [seen] = useState<CustomerFields>(customer);
  const [fields, setFields] = useState<CustomerFields>(customer);
  const { change, problem } = useChange();
  const set = (part: Partial<CustomerFields>) => setFields({ ...fields, ...part });
  const isNameless = fields.name.trim() === '';
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const changes = changedFields(seen, fields);
    if (isNameless) return;
    if (
      Object.keys(changes).length === 0 ||
      change('customer.edit', { customerId: customer.id, fields: changes })
    )
      onClose();
  };
  const input = (field: Exclude<keyof CustomerFields, 'language'>, label: string) => (
    <TextInput
      label={label}
      value={fields[field]}
      error={field === 'name' && isNameless ? t('case:nameNeeded') : undefined}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog title={t('case:showCustomer')} isOpen onClose={onClose}>
      <form onSubmit={handleSubmit}>
        <Stack>
          {input('name', t('case:name'))}
          <FieldRow>
            {input('organization', t('case:organization'))}
            {input('code', t('case:customerCode'))}
          </FieldRow>
          <FieldRow>
            {input('email', t('case:email'))}
            {input('phone', t('case:phone'))}
          </FieldRow>
          <NativeSelect
            label={t('case:language')}
            value={fields.language}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={(event) => set({ language: languageSchema.parse(event.currentTarget.value) })}
          />
          {problem !== null && (
            <Notice tone="warn" isUrgent>
              {problem}
            </Notice>
          )}
          <FormEnd>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button look="primary" type="submit">
              {t('common:save')}
            </Button>
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}
