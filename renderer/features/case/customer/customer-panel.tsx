import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { languageNames } from '#renderer/ui/language-names.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import { CustomerDialog } from './customer-dialog.tsx';
import styles from './customer-panel.module.css';

/** Who is asking: all that is known, with the way to correct it. */
export function CustomerPanel({ customer, id }: { readonly customer: Customer; readonly id: string }) {
  const { t } = useTranslation('case');
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const handleClose = () => {
    setIsOpen(false);
    focusWhenLost(() => opener.current);
  };
  const facts = [
    [t('name'), customer.name],
    [t('organization'), customer.organization],
    [t('customerCode'), customer.code],
    [t('email'), customer.email],
    [t('phone'), customer.phone],
    [t('language'), languageNames[customer.language]],
  ] as const;
  return (
    <section id={id} aria-label={t('showCustomer')}>
      <dl className={styles.panel}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={value === '' ? styles.unknown : undefined}>
              {value === '' ? t('noValue') : value}
            </dd>
          </div>
        ))}
        <div>
          <dt className="visually-hidden">{t('customer')}</dt>
          <dd>
            <Button ref={opener} size="small" onClick={() => setIsOpen(true)}>
              {t('editCustomer')}
            </Button>
          </dd>
        </div>
      </dl>
      {isOpen && <CustomerDialog customer={customer} onClose={handleClose} />}
    </section>
  );
}
