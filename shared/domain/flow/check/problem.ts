/** What the checker finds in a design: where, which rule, and the facts its sentence is told with. */
import type { Language } from '#shared/lib/words.ts';
import type { ElementId, TransitionId } from '../ids.ts';

export const checkRules = [
  /** Nothing says where a case begins. */
  'no-start',
  /** No way leads here from a start. */
  'unreachable',
  /** A token ends here though nothing says that the case does. */
  'dead-end',
  /** From here no end can be come to. */
  'no-way-out',
  /** A decision by rule where it can be that no path fits. */
  'no-default',
  /** A decision by rule where two paths can fit at once, of which the first is taken. */
  'overlapping-paths',
  /** A condition or a table that cannot be read. */
  'rule-unreadable',
  /** A join that can wait for ever. */
  'deadlock',
  /** More than one token of a case can come by the same way at once. */
  'flood',
  'lane-without-role',
  'message-without-template',
  'timer-without-calendar',
  'timer-unreadable',
  'words-missing',
  'texts-missing',
  /** A path, or an event at the edge of something, that is tied to no element of the flow: it is left out. */
  'loose-end',
  /** A call activity that calls, or a business-rule task that reads, what is not here. */
  'nothing-to-run',
  /** A sub-process with nothing in it is passed at once. */
  'nothing-inside',
  /** An event sub-process is come to by its event alone, and nothing leads on from it (BPMN 2.0.2, 10.3.5). */
  'event-sub-process-tied',
  /** Another process of the file that nothing calls, and no message begins: no case goes through it. */
  'process-not-begun',
  /** A case that is reopened would stand where nothing leads on, or nowhere. */
  'reopens-nowhere',
  /** A step can be escalated, and the flow has no part for that. */
  'escalates-nowhere',
  /** BPMN that is kept and shown, and that Raia does not run. */
  'unsupported',
] as const;
export type CheckRule = (typeof checkRules)[number];

/** An error keeps a version from being published; a warning is to be looked at. */
export type Severity = 'error' | 'warning';

/** An edit that puts a finding right, as data: `mendFlow` carries it out. */
export type Mend =
  | { readonly kind: 'make-default'; readonly transitionId: TransitionId }
  | { readonly kind: 'remove'; readonly elementId: ElementId }
  | { readonly kind: 'lead-to-end'; readonly elementId: ElementId; readonly endId: ElementId }
  | { readonly kind: 'give-role'; readonly laneId: string; readonly role: 'agent' }
  | { readonly kind: 'count-always'; readonly elementId: ElementId }
  | { readonly kind: 'copy-words'; readonly elementId: ElementId; readonly from: Language };

export type Problem = {
  readonly severity: Severity;
  /** An element, a transition or a lane; the flow itself has none. */
  readonly elementId: string | null;
  readonly rule: CheckRule;
  /** What its sentence names besides: another element, an example, the languages that lack. */
  readonly details: Readonly<Record<string, string>>;
  readonly mend: Mend | null;
};

export function toProblem(
  elementId: string | null,
  rule: CheckRule,
  severity: Severity,
  details: Problem['details'] = {},
  mend: Mend | null = null,
): Problem {
  return { severity, elementId, rule, details, mend };
}
