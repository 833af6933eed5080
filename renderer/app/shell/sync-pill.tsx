import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { type NeedsYouCard, useNeedsYou } from '#renderer/data/needs-you.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { assertNever } from '#shared/lib/must.ts';
import { canTakeAlong, type PillMood, pillMood, pillRest } from './pill-words.ts';
import styles from './shell.module.css';

type Props = {
  readonly onNeedsYou: () => void;
  readonly onSignInAgain: () => void;
  readonly onExport: () => void;
};

/** The truth about what is sent and what is only kept here. */
export function SyncPill({ onNeedsYou, onSignInAgain, onExport }: Props) {
  const { t } = useTranslation('sync');
  const cards = useNeedsYouCards();
  const mood = useSyncState((state) => pillMood(state, cards.length));
  const rest = useSyncState((state) => pillRest(state, mood));
  const say = usePillText(cards.length);
  const text = rest === null ? say(mood) : `${say(mood)} · ${say(rest)}`;
  const [isOpen, setIsOpen] = useState(false);
  const closedBefore = (open: () => void) => () => {
    setIsOpen(false);
    open();
  };
  const tone = mood === 'up-to-date' ? styles.ok : isAmber(mood) ? styles.warn : undefined;
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      shadow="md"
      radius="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes(styles.pill, tone)}
          aria-label={`${t('details')}: ${text}`}
          data-testid="sync-pill"
          data-mood={mood}
          onClick={() => setIsOpen(!isOpen)}
        >
          <i aria-hidden="true" />
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('details')}>
        <Details
          mood={mood}
          cards={cards}
          onNeedsYou={closedBefore(onNeedsYou)}
          onSignInAgain={closedBefore(onSignInAgain)}
          onExport={closedBefore(onExport)}
        />
      </Popover.Dropdown>
      <span role="status" className="visually-hidden">
        {text}
      </span>
    </Popover>
  );
}

/** All that asks, without words that are being written on the screen right now. */
function useNeedsYouCards(): readonly NeedsYouCard[] {
  const cards = useNeedsYou();
  const [address] = useLocation();
  return cards.filter(
    ({ id, refusals, lateIds }) => refusals.length + lateIds.length > 0 || address !== `/queue/${id}`,
  );
}

const amberMoods: readonly PillMood[] = [
  'needs-you',
  'disk-full',
  'cannot-keep',
  'signed-out',
  'needs-update',
  'set-aside',
];

function isAmber(mood: PillMood): boolean {
  return amberMoods.includes(mood);
}

function usePillText(asking: number): (mood: PillMood) => string {
  const { t } = useTranslation('sync');
  const pending = useSyncState((state) => state.pending);
  const setAside = useSyncState((state) => state.setAside);
  const files = useSyncState((state) => state.files.waiting);
  return (mood) => {
    switch (mood) {
      case 'disk-full':
        return t('pillDiskFull');
      case 'cannot-keep':
        return t('pillCannotKeep');
      case 'signed-out':
        return t('pillSignedOut');
      case 'needs-update':
        return t('pillNeedsUpdate');
      case 'needs-you':
        return t('pillNeedsYou', { count: asking });
      case 'offline':
        if (pending > 0) return t('pillOfflineKept', { count: pending });
        return files > 0 ? t('pillOfflineFiles', { count: files }) : t('pillOffline');
      case 'connecting':
        return t('pillConnecting');
      case 'sending':
        return t('pillSending', { count: pending });
      case 'sending-files':
        return t('pillFiles', { count: files });
      case 'kept':
        return t('keptCount', { count: pending });
      case 'set-aside':
        return t('pillSetAside', { count: setAside });
      case 'up-to-date':
        return t('pillUpToDate');
      default:
        return assertNever(mood);
    }
  };
}

function Details({
  mood,
  cards,
  onNeedsYou,
  onSignInAgain,
  onExport,
}: Props & { readonly mood: PillMood; readonly cards: readonly NeedsYouCard[] }) {
  const { t } = useTranslation(['sync', 'shell']);
  const language = useLanguage();
  const { sync, now, isSealed } = useClient();
  const pending = useSyncState((state) => state.pending);
  const refused = useSyncState((state) => state.refused);
  const late = cards.reduce((sum, { lateIds }) => sum + lateIds.length, 0);
  const setAside = useSyncState((state) => state.setAside);
  const files = useSyncState((state) => state.files.waiting);
  const hasNoRoom = useSyncState((state) => state.files.hasNoRoom);
  const connection = useSyncState((state) => state.connection);
  const mayExport = useSyncState(canTakeAlong);
  const isLeader = useSyncState((state) => state.isLeader);
  const lastContactAt = useSyncState((state) => state.lastContactAt);
  const texts = {
    offline: t('offlineText'),
    connecting: t('connectingText'),
    'signed-out': t('signedOutText'),
    'app-older': t('appOlderText'),
    'server-older': t('serverOlderText'),
    wiped: t('wipedText'),
    online:
      pending > 0
        ? t('sendingText', { count: pending })
        : cards.length + setAside + files > 0
          ? t('restText')
          : t('upToDateText'),
  } as const;
  return (
    <div className={styles.details}>
      {mood === 'disk-full' && <p>{t('diskFullText')}</p>}
      {mood === 'cannot-keep' && <p>{t('cannotKeepText')}</p>}
      {setAside > 0 && <b>{t('setAsideText', { count: setAside })}</b>}
      {refused > 0 && <b>{t('refusedText', { count: refused })}</b>}
      {late > 0 && <b>{t('lateText', { count: late })}</b>}
      <p>{texts[connection]}</p>
      {files > 0 && <b>{t('filesText', { count: files })}</b>}
      {hasNoRoom && <p>{t('noRoomText')}</p>}
      {connection !== 'online' && pending > 0 && <b>{t('keptCount', { count: pending })}</b>}
      <small>
        {lastContactAt === null
          ? t('noContact')
          : t('lastContact', { when: momentText(lastContactAt, now(), language) })}
      </small>
      {!isLeader && <small>{t('otherWindow')}</small>}
      <small>{isSealed ? t('sealed') : t(window.desktop === undefined ? 'notSealed' : 'noKeychain')}</small>
      <div className={styles.buttons}>
        {cards.length > 0 && (
          <Button look="primary" size="small" onClick={onNeedsYou}>
            {t('seeRefused')}
          </Button>
        )}
        {connection === 'signed-out' ? (
          <Button look="primary" size="small" onClick={onSignInAgain}>
            {t('signInAgain')}
          </Button>
        ) : (
          <Button size="small" onClick={() => sync.nudge()}>
            {t('syncNow')}
          </Button>
        )}
        {mayExport && (
          <Button look="link" size="small" onClick={onExport}>
            {t('shell:exportWork')}
          </Button>
        )}
      </div>
    </div>
  );
}
