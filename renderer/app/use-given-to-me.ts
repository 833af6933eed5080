/** Tells when a colleague gives a case to the person signed in, or the flow tells a role of theirs: in the window, and by the system on the desktop. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RaiaClient } from '#renderer/data/client.ts';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { findMessage } from '#shared/domain/flow/elements.ts';
import { type Given, givenSince, myCaseIds, type Told, toldSince } from './given-to-me.ts';

export function useGivenToMe(): void {
  const { t } = useTranslation(['shell', 'common']);
  const words = useWords();
  const [, go] = useLocation();
  const client = useClient();
  const nameOf = usePersonName();
  const isReady = useSyncState((state) => state.isLoaded && !state.isFirstSync);
  const latest = useRef<(news: Given | Told) => void>(() => undefined);
  useEffect(() => {
    const titleOf = ({ supportCase, messageId }: Told) => {
      const version = client.rows.find('flow-version', supportCase.flowVersionId)?.doc;
      const template = version && findMessage(version, messageId);
      return template === undefined ? messageId : words(template.name);
    };
    latest.current = (given) => {
      const known = { name: nameOf(given.by), case: caseName(given.supportCase) };
      const title =
        given.kind === 'told'
          ? t('shell:told', { ...known, what: titleOf(given) })
          : t(given.kind === 'handed-over' ? 'shell:handedOver' : 'shell:assignedToYou', known);
      const body = given.text === '' ? given.supportCase.subject : given.text;
      const address = `/queue/${given.supportCase.id}`;
      const isOpen = location.hash === `#${address}`;
      if (!isOpen)
        showToast({
          title,
          text: body,
          action: { label: t('shell:openIt'), onChosen: () => go(address) },
          closeLabel: t('common:close'),
        });
      // Every window hears of it; the system is told once.
      if (client.sync.state().isLeader) void window.desktop?.notify(title, body, given.supportCase.id);
    };
  });
  useEffect(() => {
    if (!isReady) return;
    return watch(client, (given) => latest.current(given));
  }, [client, isReady]);
}

/** Looks after every change at what is new among the person's cases; what was there at the start is not news. */
function watch({ rows, actor }: RaiaClient, tell: (news: Given | Told) => void): () => void {
  let cases = rows.all('case');
  const { id } = actor();
  let known = myCaseIds(cases, id);
  return rows.subscribe(() => {
    const now = rows.all('case');
    if (now === cases) return;
    for (const told of toldSince(cases, now, rows, actor())) tell(told);
    cases = now;
    const mine = myCaseIds(now, id);
    for (const given of givenSince(known, mine, rows, id)) tell(given);
    known = mine;
  });
}
