/** Running cases of an older version of a flow are taken to another one: first planned, then done. */
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useClient, useSyncState } from '#renderer/data/hooks.ts';
import { type OneByOne, useOneByOne } from '#renderer/data/use-one-by-one.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { planMigration } from '#shared/domain/flow/plan-migration.ts';
import { repairRoles } from '#shared/domain/people/person.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { DryRun } from './dry-run.tsx';
import { MappingTable } from './mapping-table.tsx';
import styles from './migration-screen.module.css';
import { Results } from './results.tsx';
import { SideBySide } from './side-by-side.tsx';
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
  const isLoading = useSyncState((state) => !state.isLoaded || state.isFirstSync);
  const mayTake = useActor().roles.some((role) => repairRoles.includes(role));
  const takeOver = useOneByOne<SupportCase>();
  const [fromId, setFromId] = useState<string | null>(null);
  const [toId, setToId] = useState<string | null>(null);
  const to = versions.find(({ version }) => version.id === (toId ?? currentId));
  const others = versions.filter(({ version }) => version.id !== to?.version.id);
  const from = others.find(({ version }) => version.id === fromId) ?? fullest(others);

  if (isLoading) return <div className={styles.screen} aria-busy="true" />;
  if (!mayTake || to === undefined || from === undefined)
    return (
      <div className={styles.alone}>
        <EmptyState
          title={t(mayTake ? 'oneVersion' : 'notAllowed')}
          text={t(mayTake ? 'oneVersionText' : 'notAllowedText')}
        >
          <Button onClick={onLeave}>{t('toBoard')}</Button>
        </EmptyState>
      </div>
    );
  const versionText = ({ version, cases }: RunningVersion) =>
    t('version', { number: version.number, count: cases.length });
  const isRunning = takeOver.left > 0;
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{t('title', { flow: words(to.version.name) })}</h1>
          <p>{t('lead')}</p>
        </div>
        <Button onClick={onLeave}>{t('toBoard')}</Button>
      </header>
      <div className={styles.versions}>
        <NativeSelect
          label={t('from')}
          value={from.version.id}
          disabled={isRunning}
          onChange={(event) => setFromId(event.currentTarget.value)}
          data={others.map((one) => ({ value: one.version.id, label: versionText(one) }))}
        />
        <NativeSelect
          label={t('to')}
          value={to.version.id}
          disabled={isRunning}
          onChange={(event) => {
            setFromId(event.currentTarget.value === from.version.id ? to.version.id : from.version.id);
            setToId(event.currentTarget.value);
          }}
          data={versions.map((one) => ({ value: one.version.id, label: versionText(one) }))}
        />
      </div>
      <Plan
        key={`${from.version.id} ${to.version.id}`}
        from={from}
        to={to}
        takeOver={takeOver}
        // Once its cases have left it another version may have more.
        onBegin={() => setFromId(from.version.id)}
        onOpenCase={onOpenCase}
      />
    </div>
  );
}

function Plan({
  from,
  to,
  takeOver,
  onBegin,
  onOpenCase,
}: {
  readonly from: RunningVersion;
  readonly to: RunningVersion;
  readonly takeOver: OneByOne<SupportCase>;
  readonly onBegin: () => void;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation('migration');
  const { mutate, now } = useClient();
  const holdsAll = useActor().roles.some((role) => role === 'process-owner' || role === 'admin');
  const [chosen, setChosen] = useState<ReadonlyMap<ElementId, ElementId>>(new Map());
  const [placeId, setPlaceId] = useState<ElementId | null>(null);
  const plan = useMemo(
    () => planMigration(from.version, to.version, from.cases, chosen, toInstant(now())),
    [from, to, chosen, now],
  );
  const place = plan.places.find(({ element }) => element.id === placeId) ?? plan.places[0];
  const handleTakeOver = () => {
    onBegin();
    const mapping = [...plan.mapping].map(([source, target]) => ({ from: source, to: target }));
    const versions = { fromVersionId: from.version.id, toVersionId: to.version.id };
    takeOver.begin(plan.fitting, ({ id }) => mutate('case.migrate', { caseId: id, ...versions, mapping }));
  };
  const lead = (element: ElementId, target: ElementId) => setChosen(new Map(chosen).set(element, target));
  return (
    <>
      <SideBySide
        from={from.version}
        to={to.version}
        places={plan.places}
        place={place}
        onPlace={setPlaceId}
        onTarget={(target) => {
          if (place?.options.some(({ id }) => id === target)) lead(place.element.id, target);
        }}
      />
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="migration-mapping">
          <h2 id="migration-mapping">{t('mapping')}</h2>
          <MappingTable
            version={from.version}
            places={plan.places}
            chosenId={place?.element.id ?? null}
            onPlace={setPlaceId}
            onLead={lead}
          />
        </section>
        <section className={styles.panel} aria-labelledby="migration-dry-run">
          <h2 id="migration-dry-run">{t('dryRun')}</h2>
          <DryRun plan={plan} from={from.version} onOpenCase={onOpenCase} />
          {!holdsAll && <Notice>{t('onlyHeld')}</Notice>}
          <div className={styles.end}>
            {takeOver.left > 0 ? (
              <Button onClick={takeOver.stop}>{t('stop')}</Button>
            ) : (
              <Button look="primary" disabled={plan.fitting.length === 0} onClick={handleTakeOver}>
                {t('takeOver', { count: plan.fitting.length })}
              </Button>
            )}
          </div>
          <Results takeOver={takeOver} toVersionId={to.version.id} onOpenCase={onOpenCase} />
        </section>
      </div>
    </>
  );
}

/** What most cases run in; of those that have as many the newest. */
function fullest(versions: readonly RunningVersion[]): RunningVersion | undefined {
  return versions.toSorted((a, b) => b.cases.length - a.cases.length)[0];
}
