import { Drawer } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRow } from '#renderer/data/hooks.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { caseName } from '#shared/domain/case/support-case.ts';
import type { Whereabouts } from './put-back.ts';
import { RefusalCard, refusalsId } from './refusal-card.tsx';
import styles from './refusals.module.css';
import { type RefusalGroup, useRefusalGroups } from './use-refusals.ts';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Goes to where the words now are. */
  readonly onGo: (to: Whereabouts) => void;
};

/** Everything that was not applied, with every word of it. Esc leaves it for later. */
export function NeedsYou({ isOpen, onClose, onGo }: Props) {
  const { t } = useTranslation(['refusals', 'common']);
  const groups = useRefusalGroups();
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
      <div id={refusalsId} tabIndex={-1}>
        {groups.length === 0 ? (
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
              {groups.map((group) => (
                <Group key={group.caseId ?? ''} group={group} onGo={handleGo} />
              ))}
            </div>
          </>
        )}
      </div>
    </Drawer>
  );
}

function Group({ group, onGo }: { readonly group: RefusalGroup; readonly onGo: (to: Whereabouts) => void }) {
  const supportCase = useRow('case', group.caseId)?.doc;
  return (
    <section className={styles.group}>
      {supportCase !== undefined && (
        <h3>
          {caseName(supportCase)} {supportCase.subject}
        </h3>
      )}
      {group.refusals.map((refusal) => (
        <RefusalCard key={refusal.id} refusal={refusal} onGo={onGo} />
      ))}
    </section>
  );
}
