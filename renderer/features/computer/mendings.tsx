import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useMendings } from '#renderer/data/hooks.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import styles from './computer-screen.module.css';

/** What was not here as the server has it, and what came of that. Nothing is said while all is well. */
export function Mendings({ now }: { readonly now: number }) {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const mendings = useMendings();
  const nameOf = useScopeName();
  if (mendings.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="computer-mendings">
      <h2 id="computer-mendings">{t('mendings')}</h2>
      <ul className={styles.checks}>
        {mendings.map(({ scope, at, rows, isMended }) => {
          const Icon = isMended ? IconCircleCheck : IconAlertTriangle;
          const words = { when: momentText(at, now, language), what: nameOf(scope) };
          return (
            <li key={scope} data-ok={isMended}>
              <Icon size={18} stroke={1.8} aria-hidden="true" />
              <span>{isMended ? t('mended', { ...words, count: rows }) : t('notMended', words)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useScopeName(): (scope: string) => string {
  const { t } = useTranslation('computer');
  const { rows } = useClient();
  return (scope) => {
    const [kind, id = ''] = scope.split(':');
    switch (kind) {
      case 'ref':
      case 'person':
      case 'desk':
        return t(`scope_${kind}`);
      case 'team': {
        const name = rows.find('team', id)?.doc.name;
        return name === undefined ? t('scope_other') : t('scope_team', { name });
      }
      default:
        return t('scope_other');
    }
  };
}
