import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRow, useRows } from '#renderer/data/hooks.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { Customer } from '#shared/domain/people/customer.ts';
import { searchCustomers } from './customer-search.ts';
import styles from './new-case.module.css';
import { newCustomerId, useNewCaseField, useNewCaseTooLong } from './use-new-case.ts';
import type { OwnField } from './use-own-field.tsx';

/** Finds the customer by name, code, phone or e-mail, or begins a new one with the name typed. */
export function CustomerField({
  missing,
  ownField,
}: {
  readonly missing: string | null;
  readonly ownField: OwnField;
}) {
  const { t } = useTranslation('queue');
  const [customerId, choose] = useNewCaseField('customerId');
  const chosen = useRow('customer', customerId === '' || customerId === newCustomerId ? null : customerId);
  // What has the focus as somebody chooses is gone with it; a form that is opened begins elsewhere.
  const [takesFocus, setTakesFocus] = useState(false);
  const handleChoose = (id: string) => {
    setTakesFocus(true);
    choose(id);
  };
  if (chosen !== undefined)
    return (
      <ChosenCustomer
        customer={chosen.doc}
        label={t('formCustomer')}
        takesFocus={takesFocus}
        onChange={() => handleChoose('')}
      />
    );
  return (
    <CustomerSearch
      isNew={customerId === newCustomerId}
      missing={missing}
      ownField={ownField}
      takesFocus={takesFocus}
      onChoose={handleChoose}
    />
  );
}

function ChosenCustomer({
  customer,
  label,
  takesFocus,
  onChange,
}: {
  readonly customer: Customer;
  readonly label: string;
  readonly takesFocus: boolean;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation('queue');
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <div className={styles.chosen}>
        <Avatar name={customer.name} tone="client" />
        <span>
          <b>{customer.name}</b> {describe(customer)}
        </span>
        <Button look="link" autoFocus={takesFocus} onClick={onChange}>
          {t('formChangeCustomer')}
        </Button>
      </div>
    </div>
  );
}

function CustomerSearch({
  isNew,
  missing,
  ownField,
  takesFocus,
  onChoose,
}: {
  readonly isNew: boolean;
  readonly missing: string | null;
  readonly ownField: OwnField;
  readonly takesFocus: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('queue');
  const [text, write] = useNewCaseField('customerText');
  const tooLong = useNewCaseTooLong('customerText');
  const customers = useRows('customer');
  const found = useMemo(() => searchCustomers(customers, text, 7), [customers, text]);
  const own = ownField('name', isNew ? t('formNewCustomer', { name: text }) : t('formCustomer'));
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onChoose(id);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          {...own}
          // Who is searched for is not asked their name.
          description={isNew ? own.description : undefined}
          placeholder={t('formCustomerHint')}
          value={text}
          data-customer
          error={tooLong ?? missing ?? own.error}
          autoFocus={takesFocus}
          onChange={(event) => {
            write(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => text !== '' && !isNew && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''}>
        <Combobox.Options aria-label={t('formCustomer')}>
          {found.map(({ id, doc }) => (
            <Combobox.Option key={id} value={id}>
              <b>{doc.name}</b> <span className={styles.muted}>{describe(doc)}</span>
            </Combobox.Option>
          ))}
          {text.trim() !== '' && (
            <Combobox.Option value={newCustomerId}>
              {t('formNewCustomer', { name: text.trim() })}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function describe({ organization, code, phone, email }: Customer): string {
  return [organization, code, phone, email].filter(Boolean).join(' · ');
}
