import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useClient } from '#renderer/data/hooks.ts';
import { useOneByOne } from '#renderer/data/use-one-by-one.ts';
import { Button } from '#renderer/ui/button.tsx';
import { focusById, focusWhenLost } from '#renderer/ui/focus.ts';
import { ifMeant } from '#renderer/ui/if-meant.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { factsOf } from '#shared/domain/case/facts.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { planMigration } from '#shared/domain/flow/plan-migration.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { holdsEveryTeam } from '#shared/protocol/scopes.ts';
import { DryRun } from './dry-run.tsx';
import { MappingTable } from './mapping-table.tsx';
import styles from './migration-screen.module.css';
import type { Pair } from './migration-store.ts';
import { Results, resultsId } from './results.tsx';
import { SideBySide } from './side-by-side.tsx';
import { useLed } from './use-led.ts';
import type { RunningVersion } from './use-versions.ts';

/** Where the cases of one version go in the other, what would come of it, and what came of it. */
export function Plan({
  from,
  to,
  onDecide,
  onRunning,
  onOpenCase,
}: {
  readonly from: RunningVersion;
  readonly to: RunningVersion;
  /** From now on these two versions stay, whatever is published or runs meanwhile. */
  readonly onDecide: () => void;
  /** While they are taken over; another pair would end it. */
  readonly onRunning: (isRunning: boolean) => void;
  readonly onOpenCase: (caseId: string) => void;
}) {
  const { t } = useTranslation('migration');
  const { mutate, now, rows } = useClient();
  const holdsAll = holdsEveryTeam(useActor());
  const pair: Pair = { fromId: from.version.id, toId: to.version.id };
  const { led, lead, drop } = useLed(pair);
  const takeOver = useOneByOne<SupportCase>(({ id }) => id);
  const isRunning = takeOver.left > 0;
  const [placeId, setPlaceId] = useState<ElementId | null>(null);
  const [begunWith, setBegunWith] = useState<readonly SupportCase[]>([]);
  // Thousands of cases are planned behind the key or the change that asks for it, and not anew as each of them leaves.
  const cases = useDeferredValue(isRunning ? begunWith : from.cases);
  const chosen = useDeferredValue(led);
  const plan = useMemo(
    () =>
      planMigration(from.version, to.version, cases, chosen, toInstant(now()), (supportCase) =>
        factsOf(supportCase, to.version),
      ),
    [from.version, to.version, cases, chosen, now],
  );
  const place = plan.places.find(({ element }) => element.id === placeId) ?? plan.places[0];
  const hasResults = takeOver.taken.length > 0;
  const isOver = hasResults && !isRunning && cases.length === 0;
  const handleLead = (element: ElementId, target: ElementId) => {
    if (isRunning) return;
    onDecide();
    lead(element, target);
  };
  const handleTakeOver = async () => {
    // The plan follows a moment later, and a double click is sooner.
    const rest = plan.fitting.filter(
      ({ id }) => rows.find('case', id)?.doc.flowVersionId === from.version.id,
    );
    if (isRunning || rest.length === 0) return;
    onDecide();
    onRunning(true);
    setBegunWith(cases);
    const mapping = [...plan.mapping].map(([source, target]) => ({ from: source, to: target }));
    const versions = { fromVersionId: from.version.id, toVersionId: to.version.id };
    const isAll = plan.fitting.length === cases.length;
    const reached = await takeOver.begin(rest, ({ id }) =>
      mutate('case.migrate', { caseId: id, ...versions, mapping }),
    );
    if (isAll && reached.length === rest.length && reached.every(({ refusal }) => refusal === null)) drop();
    onRunning(false);
    focusWhenLost(focusById(resultsId));
  };
  useKeys({ T: () => void handleTakeOver(), s: () => isRunning && takeOver.stop() });
  return (
    <>
      <SideBySide
        from={from.version}
        to={to.version}
        places={plan.places}
        place={place}
        isFixed={isRunning}
        onPlace={setPlaceId}
        onLead={handleLead}
      />
      <div className={styles.columns}>
        {!isOver && (
          <section className={styles.panel} aria-labelledby="migration-mapping">
            <h2 id="migration-mapping">{t('mapping')}</h2>
            <MappingTable
              version={from.version}
              to={to.version}
              places={plan.places}
              chosenId={place?.element.id ?? null}
              isFixed={isRunning}
              onPlace={setPlaceId}
              onLead={handleLead}
            />
          </section>
        )}
        {!isOver && (
          <section className={styles.panel} aria-labelledby="migration-dry-run">
            <h2 id="migration-dry-run">{t('dryRun')}</h2>
            {!isRunning && <DryRun plan={plan} from={from.version} onOpenCase={onOpenCase} />}
            {!holdsAll && <Notice>{t('onlyHeld')}</Notice>}
            <div className={styles.end}>
              {isRunning && (
                <Button aria-keyshortcuts="s" onClick={ifMeant(takeOver.stop)}>
                  {t('stop')}
                  <Kbd>S</Kbd>
                </Button>
              )}
              {(isRunning || !hasResults || plan.fitting.length > 0) && (
                <Button
                  look="primary"
                  aria-keyshortcuts="Shift+T"
                  aria-disabled={isRunning || plan.fitting.length === 0}
                  onClick={() => void handleTakeOver()}
                >
                  {t('takeOver', { count: plan.fitting.length })}
                  <Kbd>⇧ T</Kbd>
                </Button>
              )}
            </div>
          </section>
        )}
        <Results takeOver={takeOver} to={to.version} onOpenCase={onOpenCase} />
      </div>
    </>
  );
}
