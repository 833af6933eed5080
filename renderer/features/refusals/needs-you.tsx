import { Drawer } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNeedsYou } from '#renderer/data/needs-you.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { pressShortcut } from '#renderer/ui/shortcuts.ts';
import { AskingCard, type RenderLate } from './asking-card.tsx';
import type { Whereabouts } from './put-back.ts';
import styles from './refusals.module.css';

/** Of the list the cards are in. */
const listId = 'refusals';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Goes to where the words now are. */
  readonly onGo: (to: Whereabouts) => void;
  readonly renderLate: RenderLate;
};

/** Everything that asks for a decision, with every word of it, one card a case. Esc leaves it for later. */
export function NeedsYou({ isOpen, onClose, onGo, renderLate }: Props) {
  const { t } = useTranslation(['refusals', 'common']);
  const cards = useNeedsYou();
  const handleGo = (to: Whereabouts) => {
    onClose();
    onGo(to);
  };
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={640}
      title={t('refusals:title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {/* Only a place for keys: every button inside tells its own. */}
      <section id={listId} tabIndex={-1} aria-label={t('refusals:title')} onKeyDown={pressShortcut}>
        {cards.length === 0 ? (
          <EmptyState
            icon={<IconCircleCheck size={22} aria-hidden="true" />}
            title={t('refusals:none')}
            text={t('refusals:noneText')}
          />
        ) : (
          <>
            <p className={styles.lead}>
              {t('refusals:lead')} {t('refusals:postpone')}
            </p>
            <div className={styles.list}>
              {cards.map((card, place) => (
                <AskingCard
                  key={card.id}
                  card={card}
                  isFirst={place === 0}
                  onGo={handleGo}
                  onSettled={() => focusWhenLost(findNext)}
                  renderLate={renderLate}
                />
              ))}
            </div>
          </>
        )}
      </section>
    </Drawer>
  );
}

/** The first card there is, so that keys go on; without one, the list. */
function findNext(): HTMLElement | null {
  const list = document.getElementById(listId);
  return list?.querySelector('article') ?? list;
}
