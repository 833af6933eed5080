import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#renderer/ui/badge.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { isCustomers } from '#shared/domain/flow/elements.ts';
import { CaseActions } from './actions/case-actions.tsx';
import { useOpenCase } from './case-context.ts';
import { caseHeadingId } from './case-focus.ts';
import styles from './case-header.module.css';
import { CaseName } from './case-name.tsx';
import { CustomerPanel } from './customer/customer-panel.tsx';

/** What the case is called, whose it is, and who has it. */
export function CaseHeader() {
  const { t } = useTranslation(['case', 'queue']);
  const words = useWords();
  const { supportCase, customer, place, version } = useOpenCase();
  const [isCustomerOpen, setIsCustomerOpen] = useState(false);
  const customerId = useId();
  const isEnded = supportCase.position.endedAt !== null;
  const isEscalated = place !== undefined && place.token.returnsTo !== null;
  const isWaiting = place !== undefined && isCustomers(place.lane);
  const known = version.categories.find(({ id }) => id === supportCase.category);
  const categoryName = known === undefined ? supportCase.category : words(known.label);
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <h1 id={caseHeadingId} tabIndex={-1}>
          {supportCase.subject}
        </h1>
        <div className={styles.actions}>
          <CaseActions />
        </div>
      </div>
      <div className={styles.meta}>
        <CaseName />
        {customer !== undefined && (
          <button
            type="button"
            className={styles.customer}
            aria-expanded={isCustomerOpen}
            aria-controls={customerId}
            onClick={() => setIsCustomerOpen(!isCustomerOpen)}
          >
            {customer.name}
            {isCustomerOpen ? (
              <IconChevronUp size={14} aria-hidden="true" />
            ) : (
              <IconChevronDown size={14} aria-hidden="true" />
            )}
            <span className="visually-hidden">: {t('case:showCustomer')}</span>
          </button>
        )}
        <CustomerWords />
        <span>{t(`queue:channel_${supportCase.channel}`)}</span>
        {isEnded && <Badge tone="ok">{t('case:ended')}</Badge>}
        {isEscalated && <Badge tone="warn">{t('case:escalated')}</Badge>}
        {isWaiting && <Badge>{t('case:waiting')}</Badge>}
        {supportCase.priority === 'high' && <Badge tone="warn">{t('case:highPriority')}</Badge>}
        {supportCase.priority === 'low' && <Badge>{t('case:lowPriority')}</Badge>}
        {categoryName !== '' && <Badge>{categoryName}</Badge>}
      </div>
      {isCustomerOpen && customer !== undefined && <CustomerPanel id={customerId} customer={customer} />}
    </header>
  );
}

function CustomerWords() {
  const { t } = useTranslation('case');
  const { customer } = useOpenCase();
  if (customer === undefined) return null;
  const { organization, code } = customer;
  const parts = [organization, code === '' ? '' : `(${t('code', { code })})`].filter(Boolean);
  return parts.length === 0 ? null : <span>{parts.join(' ')}</span>;
}
