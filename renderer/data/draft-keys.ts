import type { DraftKey } from './client.ts';

/** The three fields of the composer. */
export const composerFields = ['message', 'note', 'solution'] as const;
export type ComposerField = (typeof composerFields)[number];

export function composerDraftKey(caseId: string, field: ComposerField): DraftKey {
  return `case:${caseId}:${field}`;
}

/** The files chosen for a case and not sent yet. */
export function filesDraftKey(caseId: string): DraftKey {
  return `case:${caseId}:files`;
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

/** One text made of two versions of a field, for a change that was refused. */
export function refusalDraftKey(refusalId: string, field: string): DraftKey {
  return `refusal:${refusalId}:${field}`;
}

/** The words that go with handing over, escalating, returning or reopening. */
export function actionDraftKey(caseId: string, action: string): DraftKey {
  return `case:${caseId}:action:${action}`;
}
