import { Tooltip } from '@mantine/core';
import { IconBook2, IconInbox, IconLayoutRows } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import styles from './shell.module.css';
import { useMyOpenCount } from './use-my-open-count.ts';

const areas = [
  { name: 'queue', address: '/queue', icon: IconInbox },
  { name: 'board', address: '/board', icon: IconLayoutRows },
  { name: 'knowledge', address: '/knowledge', icon: IconBook2 },
] as const;

/** The areas. Settings take their place below when there are some. */
export function Rail() {
  const { t } = useTranslation('shell');
  const [location] = useLocation();
  const count = useMyOpenCount();
  return (
    <nav className={styles.rail} aria-label={t('areas')}>
      {areas.map(({ name, address, icon: Icon }) => {
        const showsCount = name === 'queue' && count > 0;
        const label = showsCount ? `${t(name)}, ${t('openMine', { count })}` : t(name);
        return (
          <Tooltip key={name} label={label} position="right">
            <Link
              href={address}
              aria-label={label}
              aria-current={location.startsWith(address) ? 'page' : undefined}
            >
              <Icon size={20} stroke={1.7} aria-hidden="true" />
              {showsCount && <b aria-hidden="true">{count > 99 ? '99+' : count}</b>}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
