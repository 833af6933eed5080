import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useClient } from '#renderer/data/hooks.ts';
import { useOneByOne } from '#renderer/data/use-one-by-one.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { ElementMapping } from '#shared/domain/flow/migrate.ts';
import { planMigration } from '#shared/domain/flow/plan-migration.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { holdsEveryTeam } from '#shared/protocol/scopes.ts';
import { DryRun } from './dry-run.tsx';
import { MappingTable } from './mapping-table.tsx';
import styles from './migration-screen.module.css';
import { type Pair, pairKey, useMigrationStore } from './migration-store.ts';
import { Results } from './results.tsx';
import { SideBySide } from './side-by-side.tsx';
import type { RunningVersion } from './use-versions.ts';

const nowhereYet: ElementMapping = new Map();

/** Where the cases of one version go in the other, what would come of it, and what came of it. */
export function Plan({
  from,
  to,
  onDecide,
  onOpenCase,
}: {
  readonly from: RunningVersion;
  readonly to: RunningVersion;
  /** From now on these two versions stay, whatever is published or runs meanwhile. */
  readonly onDecide: () => void;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation('migration');
  const { mutate, now } = useClient();
  const holdsAll = holdsEveryTeam(useActor());
  const pair: Pair = { fromId: from.version.id, toId: to.version.id };
  const led = useMigrationStore((state) => state.led[pairKey(pair)]) ?? nowhereYet;
  const { placeLed } = useMigrationStore.getState();
  const takeOver = useOneByOne<SupportCase>(({ id }) => id);
  const isRunning = takeOver.left > 0;
  const [placeId, setPlaceId] = useState<ElementId | null>(null);
  // Thousands of cases are planned behind the key or the change that asks for it.
  const cases = useDeferredValue(from.cases);
  const chosen = useDeferredValue(led);
  const plan = useMemo(
    () => planMigration(from.version, to.version, cases, chosen, toInstant(now())),
    [from.version, to.version, cases, chosen, now],
  );
  const place = plan.places.find(({ element }) => element.id === placeId) ?? plan.places[0];
  const lead = (element: ElementId, target: ElementId) => {
    if (isRunning) return;
    onDecide();
    placeLed(pair, element, target);
  };
  const handleTakeOver = () => {
    if (isRunning || plan.fitting.length === 0) return;
    onDecide();
    const mapping = [...plan.mapping].map(([source, target]) => ({ from: source, to: target }));
    const versions = { fromVersionId: from.version.id, toVersionId: to.version.id };
    void takeOver.begin(plan.fitting, ({ id }) =>
      mutate('case.migrate', { caseId: id, ...versions, mapping }),
    );
  };
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
            isFixed={isRunning}
            onPlace={setPlaceId}
            onLead={lead}
          />
        </section>
        <section className={styles.panel} aria-labelledby="migration-dry-run">
          <h2 id="migration-dry-run">{t('dryRun')}</h2>
          {!isRunning && <DryRun plan={plan} from={from.version} onOpenCase={onOpenCase} />}
          {!holdsAll && <Notice>{t('onlyHeld')}</Notice>}
          <div className={styles.end}>
            {isRunning && <Button onClick={takeOver.stop}>{t('stop')}</Button>}
            <Button
              look="primary"
              aria-disabled={isRunning || plan.fitting.length === 0}
              onClick={handleTakeOver}
            >
              {t('takeOver', { count: plan.fitting.length })}
            </Button>
          </div>
          <Results takeOver={takeOver} toVersionId={to.version.id} onOpenCase={onOpenCase} />
        </section>
      </div>
    </>
  );
}
