import { IconArrowBarToUp, IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsKept } from '#renderer/data/hooks.ts';
import { caseName, toNumberName } from '#shared/domain/case/support-case.ts';
import { useOpenCase } from './case-context.ts';
import styles from './case-header.module.css';

/** The number, or the local code until there is one; a click copies it. */
export function CaseName() {
  const { t } = useTranslation(['case', 'sync']);
  const { supportCase, isPending } = useOpenCase();
  const [isCopied, setIsCopied] = useState(false);
  const name = caseName(supportCase);
  const pendingText = t(useIsKept(supportCase.id) ? 'sync:notConfirmed' : 'sync:keeping');
  const handleCopy = async () => {
    await navigator.clipboard.writeText(name).catch(() => undefined);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2_000);
  };
  return (
    <>
      <button
        type="button"
        className={styles.number}
        aria-label={t('case:copy', { name })}
        title={t('case:localCode', { code: supportCase.localCode })}
        onClick={handleCopy}
      >
        {name}
        {isCopied ? <IconCheck size={14} aria-hidden="true" /> : <IconCopy size={14} aria-hidden="true" />}
      </button>
      {supportCase.formerNumbers.length > 0 && (
        <span title={t('case:formerlyHint')}>
          {t('case:formerly', { numbers: supportCase.formerNumbers.map(toNumberName).join(', ') })}
        </span>
      )}
      <span role="status" className="visually-hidden">
        {isCopied ? t('case:copied') : ''}
      </span>
      {isPending && (
        <span title={pendingText}>
          <IconArrowBarToUp size={15} aria-hidden="true" />
          <span className="visually-hidden">{pendingText}</span>
        </span>
      )}
    </>
  );
}
