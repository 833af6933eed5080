import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ComputerScreen } from '#renderer/features/computer/computer-screen.tsx';
import { BoardScreen } from '#renderer/features/flow-board/board-screen.tsx';
import { KnowledgeScreen } from '#renderer/features/knowledge/knowledge-screen.tsx';
import { MigrationScreen } from '#renderer/features/migration/migration-screen.tsx';
import { toStepKey } from '#renderer/features/queue/queue-query.ts';
import { useQueueStore } from '#renderer/features/queue/queue-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { QueuePage } from './queue-page.tsx';

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/queue" replace />
      </Route>
      <Route path="/queue/new">
        <QueuePage openId={null} isNew />
      </Route>
      <Route path="/queue/:caseId?">
        {({ caseId }) => <QueuePage openId={caseId ?? null} isNew={false} />}
      </Route>
      <Route path="/board">
        <BoardPage />
      </Route>
      <Route path="/board/migrate/:flowId">{({ flowId }) => <MigrationPage flowId={flowId} />}</Route>
      <Route path="/knowledge/:articleId?">
        {({ articleId }) => <KnowledgePage articleId={articleId ?? null} />}
      </Route>
      <Route path="/computer">
        <ComputerScreen />
      </Route>
      <Route>
        <NoSuchPage />
      </Route>
    </Switch>
  );
}

function BoardPage() {
  const [, go] = useLocation();
  const { stepChosen } = useQueueStore.getState();
  return (
    <BoardScreen
      onOpenCase={(caseId) => go(`/queue/${caseId}`)}
      onOpenList={(flowId, stepId) => {
        stepChosen(toStepKey(flowId, stepId));
        go('/queue');
      }}
      onMigrate={(flowId) => go(`/board/migrate/${flowId}`)}
    />
  );
}

function MigrationPage({ flowId }: { readonly flowId: string }) {
  const [, go] = useLocation();
  return (
    <MigrationScreen
      flowId={flowId}
      onLeave={() => go('/board')}
      onOpenCase={(caseId) => go(`/queue/${caseId}`)}
    />
  );
}

function KnowledgePage({ articleId }: { readonly articleId: string | null }) {
  const [, go] = useLocation();
  return (
    <KnowledgeScreen
      articleId={articleId}
      onOpen={(id) => go(id === null ? '/knowledge' : `/knowledge/${id}`)}
    />
  );
}

function NoSuchPage() {
  const { t } = useTranslation('shell');
  const [, go] = useLocation();
  return (
    <EmptyState title={t('notFound')}>
      <Button onClick={() => go('/queue')}>{t('toQueue')}</Button>
    </EmptyState>
  );
}
