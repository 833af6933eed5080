import { IconChevronLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCaseStore } from '#renderer/features/case/case-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './queue-page.module.css';

/** The way back where the queue does not fit beside the case, and the switch where the step does not either. */
export function CaseBar({
  canSwitch,
  onLeave,
}: {
  readonly canSwitch: boolean;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('case');
  const half = useCaseStore((state) => state.half);
  const { halfChosen } = useCaseStore.getState();
  return (
    <nav className={styles.bar} aria-label={t('view')}>
      <Button look="quiet" size="small" onClick={onLeave}>
        <IconChevronLeft size={16} aria-hidden="true" />
        {t('toQueue')}
      </Button>
      {canSwitch && (
        <span className={styles.segments}>
          <Button
            size="small"
            look={half === 'conversation' ? 'primary' : 'default'}
            aria-pressed={half === 'conversation'}
            onClick={() => halfChosen('conversation')}
          >
            {t('viewConversation')}
          </Button>
          <Button
            size="small"
            look={half === 'step' ? 'primary' : 'default'}
            aria-pressed={half === 'step'}
            onClick={() => halfChosen('step')}
          >
            {t('viewStep')}
          </Button>
        </span>
      )}
    </nav>
  );
}
