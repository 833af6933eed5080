import { IconInbox, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { CaseScreen } from '#renderer/features/case/case-screen.tsx';
import { AnswerField } from '#renderer/features/case/step/answer-field.tsx';
import { CaseArticles } from '#renderer/features/knowledge/case-articles.tsx';
import { NewCaseForm } from '#renderer/features/queue/new-case/new-case-form.tsx';
import { QueuePanel } from '#renderer/features/queue/queue-panel.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { ColumnHandle } from '#renderer/ui/column-handle.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { CaseBar } from './case-bar.tsx';
import { CaseColumns } from './case-columns.tsx';
import { useOpenNeedsYou } from './needs-you-context.ts';
import { queueWidths, usePreferences } from './preferences.ts';
import styles from './queue-page.module.css';
import { useLayout } from './use-layout.ts';

type Props = { readonly openId: string | null; readonly isNew: boolean };

/** The queue and, beside it, the case that is open or the one being written. */
export function QueuePage({ openId, isNew }: Props) {
  const layout = useLayout();
  const [, go] = useLocation();
  const leave = () => go('/queue');
  const openNeedsYou = useOpenNeedsYou();
  const hasContent = openId !== null || isNew;
  const content = isNew ? (
    <NewCaseForm
      renderField={(field) => <AnswerField {...field} />}
      onOpened={(caseId) => go(`/queue/${caseId}`)}
      onLeave={leave}
    />
  ) : openId === null ? (
    <NothingOpen />
  ) : (
    <CaseScreen
      caseId={openId}
      onLeave={leave}
      onNeedsYou={openNeedsYou}
      renderArticles={(onInsert) => (
        <CaseArticles caseId={openId} onInsert={onInsert} onWrite={(id) => go(`/knowledge/${id}`)} />
      )}
      renderColumns={(conversation, side) => (
        <CaseColumns layout={layout} conversation={conversation} side={side} />
      )}
    />
  );
  const queue = (onCollapse?: () => void) => (
    <QueuePanel
      openId={openId}
      onOpen={(caseId) => go(`/queue/${caseId}`)}
      onNew={() => go('/queue/new')}
      onCollapse={onCollapse}
    />
  );
  if (layout === 'wide')
    return (
      <WidePage queue={queue} isPlain={openId === null}>
        {content}
      </WidePage>
    );
  return (
    <div className={styles.page}>
      {hasContent ? (
        <div className={styles.case}>
          <CaseBar canSwitch={layout === 'narrow' && openId !== null} onLeave={leave} />
          {content}
        </div>
      ) : (
        <div className={`${styles.queue} ${styles.alone}`}>{queue()}</div>
      )}
    </div>
  );
}

function WidePage({
  queue,
  isPlain,
  children,
}: {
  readonly queue: (onCollapse: () => void) => ReactNode;
  readonly isPlain: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('shell');
  const { queueWidth, sideWidth, isQueueCollapsed, queueResized, queueCollapsed } = usePreferences();
  const widths = { '--queue-width': `${queueWidth}px`, '--side-width': `${sideWidth}px` } as CSSProperties;
  return (
    <div className={styles.wide} data-collapsed={isQueueCollapsed} data-plain={isPlain} style={widths}>
      {isQueueCollapsed ? (
        <div className={styles.strip}>
          <IconButton label={t('showQueue')} size="small" onClick={() => queueCollapsed(false)}>
            <IconLayoutSidebarLeftExpand size={17} aria-hidden="true" />
          </IconButton>
        </div>
      ) : (
        <div className={styles.queue}>
          {queue(() => queueCollapsed(true))}
          <ColumnHandle
            label={t('queueWidth')}
            side="right"
            width={queueWidth}
            min={queueWidths.min}
            max={queueWidths.max}
            onResize={queueResized}
          />
        </div>
      )}
      {children}
    </div>
  );
}

function NothingOpen() {
  const { t } = useTranslation('queue');
  return (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      <EmptyState
        icon={<IconInbox size={22} aria-hidden="true" />}
        title={t('chooseTitle')}
        text={t('chooseText')}
      />
    </>
  );
}
