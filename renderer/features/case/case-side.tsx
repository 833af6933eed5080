import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import { useOpenCase } from './case-context.ts';
import { findComposer } from './case-focus.ts';
import styles from './case-screen.module.css';
import { useCaseStore } from './case-store.ts';
import { EndedPanel } from './ended-panel.tsx';
import { CaseMap } from './map/case-map.tsx';
import { PlaceTabs } from './place-tabs.tsx';
import { outcomeButtonId } from './step/outcome-button-id.ts';
import { StepPanel } from './step/step-panel.tsx';

/** Where does it stand, what does this step ask, what do we know? */
export function CaseSide({ articles }: { readonly articles: ReactNode }) {
  const { t } = useTranslation('case');
  const { supportCase, version, eventRows, place } = useOpenCase();
  const focusedOutcome = useCaseStore((state) => state.focusedOutcome);
  const { outcomeFocused } = useCaseStore.getState();
  const { endedAt } = supportCase.position;
  const handleFocus = (outcome: TransitionId | null) => {
    outcomeFocused(outcome);
    if (outcome !== null) document.getElementById(outcomeButtonId(outcome))?.focus();
  };
  return (
    <>
      <h2 className="visually-hidden">{t('viewStep')}</h2>
      <div className={styles.map}>
        <CaseMap
          supportCase={supportCase}
          version={version}
          token={place?.token ?? null}
          events={eventRows}
          focusedOutcome={focusedOutcome}
          onFocusOutcome={handleFocus}
          onLeave={() => findComposer()?.focus()}
        />
      </div>
      <div className={styles.section}>
        {endedAt !== null && <EndedPanel endedAt={endedAt} />}
        {place !== undefined && (
          <PlaceTabs>
            <StepPanel
              key={`${supportCase.id} ${place.token.id} ${place.token.elementId} ${place.token.attempt}`}
              place={place}
            />
          </PlaceTabs>
        )}
      </div>
      <div className={styles.section}>{articles}</div>
    </>
  );
}
