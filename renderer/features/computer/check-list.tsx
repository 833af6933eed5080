import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { assertNever } from '#shared/lib/must.ts';
import styles from './computer-screen.module.css';
import { type Amount, amountOf, nothing, toArrive, toFetch } from './file-facts.ts';
import { type Check, type CheckId, type Facts, incomplete, signedInUntil, stillHeld } from './readiness.ts';
import { type FetchState, useFetch } from './use-fetch.ts';

type Props = {
  readonly checks: readonly Check[];
  readonly facts: Facts;
  readonly storage: { readonly onProtect: () => void; readonly isRefused: boolean };
};

export function CheckList({ checks, facts, storage }: Props) {
  const { t } = useTranslation('computer');
  const { sync } = useClient();
  const say = useCheckText(facts);
  const { state, fetch } = useFetch();
  const fetchable = toFetch(facts.away ?? []);
  const fetchEnd = endText(state);
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
              {!isOk && id === 'caseFiles' && fetchEnd !== undefined && ` ${t(fetchEnd)}`}
              {!isOk && id === 'protected' && (
                <span role="status">{storage.isRefused && ` ${t('protectRefused')}`}</span>
              )}
            </span>
            {!isOk && (id === 'fresh' || id === 'sent' || id === 'filesSent') && (
              <Button size="small" onClick={() => sync.nudge()}>
                {t('tryNow')}
              </Button>
            )}
            {!isOk && id === 'caseFiles' && fetchable.length > 0 && (
              <Button size="small" aria-disabled={state === 'fetching'} onClick={() => fetch(fetchable)}>
                {t(state === 'fetching' ? 'fetching' : 'fetch')}
              </Button>
            )}
            {!isOk && id === 'protected' && (
              <Button size="small" onClick={storage.onProtect}>
                {t('protect')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Why not all that was asked for is here. */
function endText(state: FetchState): 'fetchStopped' | 'fetchNoRoom' | undefined {
  if (state === 'idle' || state === 'fetching' || state === 'all') return undefined;
  return state === 'disk-full' ? 'fetchNoRoom' : 'fetchStopped';
}

function useCheckText(facts: Facts): (id: CheckId, isOk: boolean) => string {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const { lastContactAt, now } = facts;
  const sized = ({ count, bytes }: Amount) => ({ count, size: sizeText(bytes, language) });
  return (id, isOk) => {
    switch (id) {
      case 'fresh': {
        if (lastContactAt === null) return t('neverReached');
        const when = momentText(lastContactAt, now, language);
        return t(isOk ? 'fresh' : 'notFresh', { when });
      }
      case 'sent':
        return isOk ? t('sent') : t('notSent', { count: facts.pending });
      case 'filesSent': {
        return isOk ? t('filesSent') : t('filesNotSent', sized(facts.toSend ?? nothing));
      }
      case 'caseFiles': {
        if (isOk) return t('caseFiles');
        const away = amountOf(toFetch(facts.away ?? []));
        const awaited = amountOf(toArrive(facts.away ?? []));
        return [
          ...(away.count > 0 ? [t('caseFilesAway', sized(away))] : []),
          ...(awaited.count > 0 ? [t('caseFilesAwaited', sized(awaited))] : []),
        ].join(' ');
      }
      case 'pinned': {
        const pinned = facts.pinned ?? [];
        return isOk
          ? t('pinnedWhole', { count: stillHeld(pinned).length })
          : t('pinnedIncomplete', { count: incomplete(pinned).length });
      }
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
        return t(isOk ? 'room' : 'noRoom', { size: sizeText(facts.freeBytes ?? 0, language) });
      default:
        return assertNever(id);
    }
  };
}
