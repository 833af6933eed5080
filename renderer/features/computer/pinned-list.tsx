import { IconAlertTriangle, IconCircleCheck, IconPinnedOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTogglePin } from '#renderer/data/pins.ts';
import { Button } from '#renderer/ui/button.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import styles from './computer-screen.module.css';
import type { Amount } from './file-facts.ts';
import type { PinnedCase } from './pinned-cases.ts';

type Props = { readonly pinned: readonly PinnedCase[]; readonly isOnline: boolean };

/** Cases the person wants whole here, how large their files are, and what of them is still to come. */
export function PinnedList({ pinned, isOnline }: Props) {
  const { t } = useTranslation('computer');
  const togglePin = useTogglePin();
  const say = useStateText(isOnline);
  if (pinned.length === 0) return <p className={styles.hint}>{t('noPins')}</p>;
  return (
    <ul className={styles.checks}>
      {pinned.map((one) => {
        const Icon = one.isWhole ? IconCircleCheck : IconAlertTriangle;
        const name = one.name ?? t('pinElsewhereName');
        return (
          <li key={one.caseId} data-ok={one.isWhole}>
            <Icon size={18} stroke={1.8} aria-hidden="true" />
            <span>
              {one.name === null ? (
                name
              ) : (
                <a href={`#/queue/${one.caseId}`} dir="auto">
                  {one.name} {one.subject}
                </a>
              )}
              <span className={styles.detail}>{say(one)}</span>
            </span>
            <Button size="small" aria-label={t('unpinNamed', { name })} onClick={() => togglePin(one.caseId)}>
              <IconPinnedOff size={15} aria-hidden="true" />
              {t('unpin')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function useStateText(isOnline: boolean): (one: PinnedCase) => string {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const amount = ({ count, bytes }: Amount) => ({ count, size: sizeText(bytes, language) });
  return ({ name, isWhole, here, toFetch, toArrive }) => {
    if (name === null) return t('pinElsewhere');
    if (isWhole) return here.count === 0 ? t('pinWhole') : t('pinWholeFiles', amount(here));
    const missing = [
      ...(toFetch.count > 0 ? [t(isOnline ? 'pinComing' : 'pinMissing', amount(toFetch))] : []),
      ...(toArrive.count > 0 ? [t('pinAwaited', amount(toArrive))] : []),
    ];
    return missing.length === 0 ? t('pinWithoutFlow') : missing.join(' · ');
  };
}
