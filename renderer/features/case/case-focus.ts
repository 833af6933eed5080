/** Where the focus goes: the headings when what had it is gone, and the field for words. */
import { useEffect, useRef } from 'react';
import { focusById, focusWhenLost } from '#renderer/ui/focus.ts';

export const caseHeadingId = 'case-heading';
export const stepHeadingId = 'step-heading';
export const composerFieldId = 'composer-field';

/** A case just opened is read from its heading, a step just reached from its own. */
export function useCaseFocus(caseId: string | undefined, stepKey: string): void {
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const isSame = before.current === caseId;
    before.current = caseId;
    if (caseId === undefined || stepKey === '') return;
    return focusWhenLost(focusById(isSame ? stepHeadingId : caseHeadingId));
  }, [caseId, stepKey]);
}

export function findComposer(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>(`#${composerFieldId}`);
}
