/** The case on the screen with what belongs to it, read once and handed to the parts. */
import { createContext, use, useMemo } from 'react';
import { isPending } from '#renderer/data/client.ts';
import { useActor, useChildren, useRow } from '#renderer/data/hooks.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { findElement, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Lane } from '#shared/domain/flow/flow-version.ts';
import { isJoining } from '#shared/domain/flow/joins.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import { must } from '#shared/lib/must.ts';
import { useCaseStore } from './case-store.ts';
import { lookedAt } from './looked-at.ts';

export type OpenCase = {
  readonly supportCase: SupportCase;
  readonly isPending: boolean;
  readonly version: FlowVersion;
  readonly customer: Customer | undefined;
  readonly eventRows: readonly Row<'event'>[];
  readonly events: readonly CaseEvent[];
  /** Where it stands: several at once where ways run beside each other, none once it has ended. */
  readonly places: readonly Place[];
  /** The one that is looked at. */
  readonly place: Place | undefined;
};

export type Place = {
  readonly token: Token;
  readonly element: FlowElement;
  readonly lane: Lane;
  /** Whether the person signed in may work here. */
  readonly isMine: boolean;
};

export const OpenCaseContext = createContext<OpenCase | null>(null);

export function useOpenCase(): OpenCase {
  return must(use(OpenCaseContext), 'an open case above this component');
}

/** Undefined while the case or its flow version is not on this computer. */
export function useCaseRows(caseId: string): OpenCase | undefined {
  const actor = useActor();
  const row = useRow('case', caseId);
  const version = useRow('flow-version', row?.doc.flowVersionId ?? null)?.doc;
  const customer = useRow('customer', row?.doc.customerId ?? null)?.doc;
  const eventRows = useChildren('event', caseId);
  const seen = useCaseStore((state) => (state.caseId === caseId ? state.seenToken : null));
  return useMemo(() => {
    if (row === undefined || version === undefined) return undefined;
    const events = eventRows.map(({ doc }) => doc);
    const places = placesOf(row.doc, version, actor.roles);
    const place = lookedAt(places, seen);
    return {
      supportCase: row.doc,
      isPending: isPending(row),
      version,
      customer,
      eventRows,
      events,
      places,
      place,
    };
  }, [row, version, customer, eventRows, actor.roles, seen]);
}

function placesOf(
  supportCase: SupportCase,
  version: FlowVersion,
  roles: readonly string[],
): readonly Place[] {
  return standingTokens(supportCase.position).flatMap((token) => {
    const element = findElement(version, token.elementId);
    if (element === undefined) return [];
    const lane = laneOf(version, element.id);
    const waits = isJoining(token);
    return [{ token, element, lane, isMine: !waits && (lane.role === null || roles.includes(lane.role)) }];
  });
}
