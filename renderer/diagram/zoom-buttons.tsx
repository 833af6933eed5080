import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#renderer/ui/button.tsx';
import type { Zoom } from './zoom.ts';
import styles from './zoom-buttons.module.css';

/** For those who have no wheel, and to see a large flow whole. */
export function ZoomButtons({ onZoom }: { readonly onZoom: (zoom: Zoom) => void }) {
  const { t } = useTranslation('map');
  return (
    <div className={styles.buttons}>
      <IconButton
        size="small"
        label={`${t('zoomIn')} (+)`}
        aria-keyshortcuts="Plus"
        onClick={() => onZoom('in')}
      >
        <IconPlus size={16} />
      </IconButton>
      <IconButton
        size="small"
        label={`${t('zoomOut')} (-)`}
        aria-keyshortcuts="-"
        onClick={() => onZoom('out')}
      >
        <IconMinus size={16} />
      </IconButton>
      <IconButton
        size="small"
        label={`${t('zoomAll')} (0)`}
        aria-keyshortcuts="0"
        onClick={() => onZoom('all')}
      >
        <IconMaximize size={16} />
      </IconButton>
    </div>
  );
}
