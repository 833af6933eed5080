/**
 * Where a case stands in its flow: one line, or a small map of what lies just
 * behind and just ahead. It explains and points; it never moves the case.
 */
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPending } from '#renderer/data/client.ts';
import { useRefusedCases } from '#renderer/data/refused-cases.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { trailOf } from '#shared/diagram/trail.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import type { Row } from '#shared/domain/kinds.ts';
import styles from './case-map.module.css';
import { Crumbs } from './crumbs.tsx';
import { mapOpens } from './map-opens.ts';
import { useMapStore } from './map-store.ts';
import { toMiniMap } from './mini-layout.ts';
import { MiniMapView } from './mini-map-view.tsx';
import { WholeFlow } from './whole-flow.tsx';

export type CaseMapProps = {
  readonly supportCase: SupportCase;
  readonly version: FlowVersion;
  /** The one that is looked at. */
  readonly token: Token | null;
  /** Oldest first. */
  readonly events: readonly Row<'event'>[];
  /** The outcome whose button has the focus; its path is lit. */
  readonly focusedOutcome: TransitionId | null;
  /** A next step was chosen on the map: its button takes the focus. */
  readonly onFocusOutcome: (outcome: TransitionId | null) => void;
  /** Esc on the map: back to the draft. */
  readonly onLeave?: () => void;
};

/** Until the column has been measured, and in a hidden window. */
const usualWidth = 368;

export function CaseMap(props: CaseMapProps) {
  const { supportCase, version, token, events } = props;
  const { tokens } = supportCase.position;
  const { t } = useTranslation('map');
  const words = useWords();
  const language = useLanguage();
  const nameOf = useElementName();
  const { ref, width } = useElementSize();
  const { height: windowHeight } = useViewportSize();
  const { choice, toggled } = useMapStore();
  const isRefused = useRefusedCases().has(supportCase.id);
  const [isWhole, setIsWhole] = useState(false);
  const [wantsFocus, setWantsFocus] = useState(false);

  const told = useMemo(() => events.map((row) => ({ doc: row.doc, isPending: isPending(row) })), [events]);
  // Of an older version of the flow there may be places that this drawing does not have.
  const trail = useMemo(
    () => trailOf(told).filter(({ elementId }) => findElement(version, elementId) !== undefined),
    [told, version],
  );
  const map = useMemo(
    () =>
      toMiniMap({
        version,
        trail,
        token,
        tokens,
        language,
        width: Math.round(width) || usualWidth,
        returnsHere: t('returnsHere'),
        nameOf,
        joinText: (progress) => t('joined', progress),
      }),
    [version, trail, token, tokens, language, width, nameOf, t],
  );
  const isOpen = choice === null ? mapOpens(supportCase, told, windowHeight, isRefused) : choice === 'open';

  useKeys({
    m: () => {
      if (!isOpen) toggled('open');
      setWantsFocus(true);
    },
    M: () => setIsWhole(true),
  });
  const handleFocused = useCallback(() => setWantsFocus(false), []);
  const handleLeave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    props.onLeave?.();
  };

  const toggle = (
    <IconButton
      size="small"
      label={isOpen ? t('close') : t('open')}
      aria-expanded={isOpen}
      aria-keyshortcuts="m"
      onClick={() => toggled(isOpen ? 'closed' : 'open')}
    >
      {isOpen ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
    </IconButton>
  );
  return (
    <section className={styles.map} aria-label={t('label')} data-open={isOpen}>
      {isOpen && (
        <header>
          <h3>{t('title', { flow: words(version.name), number: version.number })}</h3>
          <Button look="link" aria-keyshortcuts="Shift+M" onClick={() => setIsWhole(true)}>
            {t('whole')}
          </Button>
          {toggle}
        </header>
      )}
      {!isOpen && (
        <div className={styles.line}>
          <Crumbs version={version} map={map} />
          {toggle}
        </div>
      )}
      <div ref={ref}>
        {isOpen && map.present !== null && (
          <MiniMapView
            key={supportCase.id}
            version={version}
            trail={trail}
            tokenId={token?.id ?? null}
            map={map}
            focusedOutcome={props.focusedOutcome}
            wantsFocus={wantsFocus}
            onFocused={handleFocused}
            onFocusOutcome={props.onFocusOutcome}
            onLeave={handleLeave}
          />
        )}
      </div>
      {isWhole && (
        <WholeFlow
          supportCase={supportCase}
          version={version}
          events={told}
          trail={trail}
          onClose={() => setIsWhole(false)}
        />
      )}
    </section>
  );
}
