import { useTranslation } from 'react-i18next';
import { useRefusedCases } from '#renderer/data/refused-cases.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useOpenCase } from './case-context.ts';
import styles from './case-screen.module.css';

/** What was not applied is said on its case, where its author looks for it. */
export function RefusedStrip({ onNeedsYou }: { readonly onNeedsYou: () => void }) {
  const { t } = useTranslation('case');
  const { supportCase } = useOpenCase();
  const count = useRefusedCases().get(supportCase.id) ?? 0;
  if (count === 0) return null;
  return (
    <div className={styles.refused}>
      <Notice tone="warn">
        {t('refusedHere', { count })}{' '}
        <Button look="link" onClick={onNeedsYou}>
          {t('seeRefused')}
        </Button>
      </Notice>
    </div>
  );
}
