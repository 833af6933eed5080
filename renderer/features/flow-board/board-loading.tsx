import { useTranslation } from 'react-i18next';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import canvasStyles from './board-canvas.module.css';
import headStyles from './board-head.module.css';
import styles from './board-screen.module.css';

/** The board's shape before its rows are in memory: the same places, nothing jumps. */
export function BoardLoading() {
  const { t } = useTranslation('board');
  return (
    <div className={styles.screen} aria-busy="true">
      <div className={styles.main}>
        <header className={headStyles.head}>
          <h1>
            <span className="visually-hidden">{t('loading')}</span>
            <Skeleton width="260px" height={20} />
            <small>
              <Skeleton width="180px" />
            </small>
          </h1>
        </header>
        <div className={styles.canvas}>
          <div className={canvasStyles.canvas} />
        </div>
      </div>
      <div className={styles.side} />
    </div>
  );
}
