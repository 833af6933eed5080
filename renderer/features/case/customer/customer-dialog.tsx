import { NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { textLimits } from '#renderer/data/text-limits.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FieldRow, FormEnd, Stack } from '#renderer/ui/form.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import { languages } from '#shared/lib/words.ts';
import { useChange } from '../use-change.ts';
import { changedFields } from './changed-fields.ts';
import { useCustomerWriting } from './customer-drafts.ts';

type LimitedName = keyof typeof textLimits.customer;
const limitedNames = Object.keys(textLimits.customer) as readonly LimitedName[];

/** Corrects a customer. Only the fields really changed are sent, so that two people can correct one. */
export function CustomerDialog({
  customer,
  onClose,
}: {
  readonly customer: Customer;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['case', 'queue', 'common']);
  const { fields, draft, write, dropAll } = useCustomerWriting(customer);
  const tooLongIn = useTooLong();
  const tooLong = (field: LimitedName) => tooLongIn(fields[field].trim(), textLimits.customer[field]);
  const reason = limitedNames.map(tooLong).find((sentence) => sentence !== null) ?? null;
  const { change, problem } = useChange();
  const isNameless = fields.name.trim() === '';
  const leave = () => {
    dropAll();
    onClose();
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const changes = changedFields(customer, fields);
    if (isNameless || reason !== null) return;
    const isDone =
      Object.keys(changes).length === 0 ||
      change('customer.edit', { customerId: customer.id, fields: changes });
    if (isDone) leave();
  };
  const input = (field: LimitedName, label: string) => (
    <TextInput
      label={label}
      value={fields[field]}
      error={field === 'name' && isNameless ? t('case:nameNeeded') : tooLong(field)}
      onChange={(event) => write(field, event.currentTarget.value)}
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
            onChange={(event) => write('language', event.currentTarget.value)}
          />
          {problem !== null && (
            <Notice tone="warn" isUrgent>
              {problem}
            </Notice>
          )}
          <FormEnd>
            <KeptMark draft={draft} />
            {/* Esc keeps what was typed for the next time; only this throws it away. */}
            <Button onClick={leave}>{draft ? t('queue:formDiscard') : t('common:cancel')}</Button>
            <Button look="primary" type="submit" aria-disabled={reason !== null} title={reason ?? undefined}>
              {t('common:save')}
            </Button>
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  );
}
