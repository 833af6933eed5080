import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { assertNever } from '#shared/lib/must.ts';
import { bytesText } from './bytes-text.ts';
import styles from './computer-screen.module.css';
import { type Check, type CheckId, type Facts, signedInUntil } from './readiness.ts';

type Props = {
  readonly checks: readonly Check[];
  readonly facts: Facts;
  readonly onProtect: () => void;
};

export function CheckList({ checks, facts, onProtect }: Props) {
  const { t } = useTranslation('computer');
  const { sync } = useClient();
  const say = useCheckText(facts);
  return (
    <ul className={styles.checks}>
      {checks.map(({ id, isOk }) => {
        const Icon = isOk ? IconCircleCheck : IconAlertTriangle;
        return (
          <li key={id} data-check={id} data-ok={isOk}>
            <Icon size={18} stroke={1.8} aria-hidden="true" />
            <span>
              <span className="visually-hidden">{t(isOk ? 'isOk' : 'isMissing')}: </span>
              {say(id, isOk)}
            </span>
            {!isOk && (id === 'fresh' || id === 'sent') && (
              <Button size="small" onClick={() => sync.nudge()}>
                {t('tryNow')}
              </Button>
            )}
            {!isOk && id === 'protected' && (
              <Button size="small" onClick={onProtect}>
                {t('protect')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function useCheckText(facts: Facts): (id: CheckId, isOk: boolean) => string {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const { lastContactAt, now } = facts;
  return (id, isOk) => {
    switch (id) {
      case 'fresh': {
        if (lastContactAt === null) return t('neverReached');
        const when = momentText(lastContactAt, now, language);
        return t(isOk ? 'fresh' : 'notFresh', { when });
      }
      case 'sent':
        return isOk ? t('sent') : t('notSent', { count: facts.pending });
      case 'cases':
        return isOk
          ? t('cases', { count: facts.myCases })
          : t('casesWithoutFlow', { count: facts.casesWithoutFlow });
      case 'articles':
        return isOk ? t('articles', { count: facts.articles }) : t('noArticles');
      case 'signedIn':
        if (lastContactAt === null) return t('notSignedIn');
        return t(isOk ? 'signedIn' : 'signedInShort', {
          when: momentText(signedInUntil(lastContactAt), now, language),
        });
      case 'protected':
        return t(isOk ? 'protected' : 'notProtected');
      case 'room':
        return t(isOk ? 'room' : 'noRoom', { size: bytesText(facts.freeBytes ?? 0, language) });
      default:
        return assertNever(id);
    }
  };
}
