import type { DraftKey } from './client.ts';

/** The three fields of the composer. */
export const composerFields = ['message', 'note', 'solution'] as const;
export type ComposerField = (typeof composerFields)[number];
/** Those that files go along with. */
export type FilesField = Exclude<ComposerField, 'solution'>;

export function composerDraftKey(caseId: string, field: ComposerField): DraftKey {
  return `case:${caseId}:${field}`;
}

/** A field of a step's form; ticked items are kept under `checked`. */
export function stepDraftKey(caseId: string, elementId: string, attempt: number, field: string): DraftKey {
  return `case:${caseId}:step:${elementId}:${attempt}:${field}`;
}

export function articleDraftKey(articleId: string, field: string): DraftKey {
  return `article:${articleId}:${field}`;
}

/** A correction of a customer that is not saved yet. */
export function customerDraftKey(customerId: string, field: string): DraftKey {
  return `customer:${customerId}:${field}`;
}

/** The form of a new case that is being written. */
export function newCaseDraftKey(field: string): DraftKey {
  return `new-case:${field}`;
}

/** What the start of a flow asks there; another flow asks other things. */
export function startDraftKey(flowId: string, field: string): DraftKey {
  return newCaseDraftKey(`start:${flowId}:${field}`);
}

/** One text made of two versions of a field, for a change that was refused. */
export function refusalDraftKey(refusalId: string, field: string): DraftKey {
  return `refusal:${refusalId}:${field}`;
}

/** The words that go with handing over, escalating, returning or reopening. */
export function actionDraftKey(caseId: string, action: string): DraftKey {
  return `case:${caseId}:action:${action}`;
}

/** Why the cases of a step are put right together. */
export function stepRepairDraftKey(flowId: string, stepId: string): DraftKey {
  return `repair:${flowId}:${stepId}`;
}

/** Where the places of a flow version are led in another. */
export function migrationDraftKey(fromVersionId: string, toVersionId: string): DraftKey {
  return `migration:${fromVersionId}:${toVersionId}`;
}

/** Where in a case a draft of words belongs. */
export type CaseDraftPlace = { readonly caseId: string } & (
  | { readonly kind: 'composer'; readonly field: ComposerField }
  | { readonly kind: 'step'; readonly elementId: string; readonly field: string }
  | { readonly kind: 'action' }
);

/** Undefined for drafts of other things, and for files that wait to be sent. */
export function caseDraftAt(key: DraftKey): CaseDraftPlace | undefined {
  const [subject, caseId, part, elementId, , step] = key.split(':');
  if (subject !== 'case' || caseId === undefined) return undefined;
  if (part === 'action') return { caseId, kind: 'action' };
  if (part === 'step' && elementId !== undefined && step !== undefined)
    return { caseId, kind: 'step', elementId, field: step };
  const field = composerFields.find((known) => known === part);
  return field && { caseId, kind: 'composer', field };
}
