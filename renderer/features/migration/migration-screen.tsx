/** Running cases of an older version of a flow are taken to another one: first planned, then done. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useSyncState } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import styles from './migration-screen.module.css';
import { type Pair, pairKey, useMigrationStore } from './migration-store.ts';
import { Plan } from './plan.tsx';
import { type RunningVersion, useVersions } from './use-versions.ts';

type Props = {
  readonly flowId: string;
  readonly onLeave: () => void;
  readonly onOpenCase: (caseId: string) => void;
};

export function MigrationScreen({ flowId, onLeave, onOpenCase }: Props) {
  const { t } = useTranslation('migration');
  const words = useWords();
  const { versions, currentId } = useVersions(flowId);
  const isLoading = useSyncState((state) => !state.isLoaded);
  const mayTake = mayRepair(useActor());
  const chosen = useMigrationStore(({ pairs }) => pairs[flowId]);
  const { pairChosen } = useMigrationStore.getState();
  const [isRunning, setIsRunning] = useState(false);
  useKeys({ b: onLeave });
  const to = versions.find(({ version }) => version.id === (chosen?.toId ?? currentId));
  const others = versions.filter(({ version }) => version.id !== to?.version.id);
  const from = others.find(({ version }) => version.id === chosen?.fromId) ?? fullest(others);

  if (isLoading)
    return (
      <div className={styles.head} aria-busy="true">
        <Skeleton width="40%" height={20} />
      </div>
    );
  if (!mayTake || to === undefined || from === undefined) {
    const why = mayTake ? (to === undefined ? 'noFlow' : 'oneVersion') : 'notAllowed';
    return (
      <div className={styles.alone}>
        <EmptyState title={t(why)} text={t(`${why}Text`)}>
          <ToBoard onLeave={onLeave} />
        </EmptyState>
      </div>
    );
  }
  const pair: Pair = { fromId: from.version.id, toId: to.version.id };
  const handleChoose = (next: Partial<Pair>) => pairChosen(flowId, { ...pair, ...next });
  const versionText = ({ version, cases }: RunningVersion) =>
    t('version', { number: version.number, count: cases.length });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{t('title', { flow: words(to.version.name) })}</h1>
          <p>{t('lead')}</p>
        </div>
        <ToBoard onLeave={onLeave} />
      </header>
      <div className={styles.versions}>
        <NativeSelect
          label={t('from')}
          value={pair.fromId}
          disabled={isRunning}
          onChange={(event) => handleChoose({ fromId: event.currentTarget.value })}
          data={others.map((one) => ({ value: one.version.id, label: versionText(one) }))}
        />
        <NativeSelect
          label={t('to')}
          value={pair.toId}
          disabled={isRunning}
          onChange={({ currentTarget: { value: toId } }) =>
            handleChoose(toId === pair.fromId ? { toId, fromId: pair.toId } : { toId })
          }
          data={versions.map((one) => ({ value: one.version.id, label: versionText(one) }))}
        />
      </div>
      <Plan
        // Another pair is another plan, with results of its own.
        key={pairKey(pair)}
        from={from}
        to={to}
        onDecide={() => handleChoose({})}
        onRunning={setIsRunning}
        onOpenCase={onOpenCase}
      />
    </div>
  );
}

function ToBoard({ onLeave }: Pick<Props, 'onLeave'>) {
  const { t } = useTranslation('migration');
  return (
    <Button aria-keyshortcuts="b" onClick={onLeave}>
      {t('toBoard')}
      <Kbd>B</Kbd>
    </Button>
  );
}

/** What most cases run in; of those that have as many the newest. */
function fullest(versions: readonly RunningVersion[]): RunningVersion | undefined {
  return versions.toSorted((a, b) => b.cases.length - a.cases.length)[0];
}
