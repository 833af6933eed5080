import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { isJoining } from '#shared/domain/flow/joins.ts';
import { useOpenCase } from './case-context.ts';
import { useCaseStore } from './case-store.ts';
import { inPlaceOrder } from './place-order.ts';
import styles from './place-tabs.module.css';

/**
 * A case that stands at several places at once, each with its step: numbered,
 * for letters are what lanes have. Where there is one place there are no tabs,
 * and what is written in its step stays as others come and go.
 */
export function PlaceTabs({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('case');
  const nameOf = useElementName();
  const { places, place } = useOpenCase();
  const { placeChosen } = useCaseStore.getState();
  const inOrder = inPlaceOrder(places.map(({ token }) => token)).flatMap(
    ({ id }) => places.find(({ token }) => token.id === id) ?? [],
  );
  const handleChange = (value: string | null) => {
    const chosen = places.find(({ token }) => token.id === value)?.token;
    if (chosen !== undefined) placeChosen(chosen);
  };
  const isOne = places.length === 1;
  return (
    <Tabs value={place?.token.id ?? null} onChange={handleChange} keepMounted={false}>
      {!isOne && (
        <Tabs.List aria-label={t('places')} className={styles.tabs}>
          {inOrder.map(({ token, element, lane }, nth) => (
            <Tabs.Tab key={token.id} value={token.id} data-tone={lane.tone}>
              <b className={styles.number}>{nth + 1}</b> {nameOf(element)}
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
