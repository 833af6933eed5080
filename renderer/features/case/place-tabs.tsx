import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { isJoining } from '#shared/domain/flow/joins.ts';
import { useOpenCase } from './case-context.ts';
import { useCaseStore } from './case-store.ts';
import styles from './place-tabs.module.css';

/**
 * A case that stands at several places at once: A, B and so on, each with its
 * step. Where there is one place there are no tabs, and what is written in its
 * step stays as others come and go.
 */
export function PlaceTabs({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('case');
  const nameOf = useElementName();
  const { places, place } = useOpenCase();
  const { placeChosen } = useCaseStore.getState();
  // A place keeps its letter while its token goes on: the first of a case has a UUID, those that part from it are counted.
  const inOrder = places.toSorted((a, b) => a.token.id.localeCompare(b.token.id, 'en', { numeric: true }));
  const handleChange = (value: string | null) => {
    const chosen = places.find(({ token }) => token.id === value)?.token;
    if (chosen !== undefined) placeChosen({ tokenId: chosen.id, elementId: chosen.elementId });
  };
  const isOne = places.length === 1;
  return (
    <Tabs value={place?.token.id ?? null} onChange={handleChange} keepMounted={false}>
      {!isOne && (
        <Tabs.List aria-label={t('places')} className={styles.tabs}>
          {inOrder.map(({ token, element, lane }, nth) => (
            <Tabs.Tab key={token.id} value={token.id} data-tone={lane.tone}>
              <b>{letterOf(nth)}</b> {nameOf(element)}
              {isJoining(token) && <small> {t('waitsForOthers')}</small>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      )}
      {place !== undefined && (
        <Tabs.Panel value={place.token.id} {...(isOne && { role: undefined, 'aria-labelledby': undefined })}>
          {children}
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

function letterOf(nth: number): string {
  return nth < 26 ? String.fromCharCode(65 + nth) : String(nth + 1);
}
