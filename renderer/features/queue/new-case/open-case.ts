import { useCallback } from 'react';
import type { RaiaClient } from '#renderer/data/client.ts';
import { newCaseDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { textLimits } from '#renderer/data/text-limits.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import { localCodeOf } from './local-code.ts';
import { isTooLong, limitedFields } from './new-case-limits.ts';
import { readNewCase, unanswered } from './read-new-case.ts';
import { dropNewCase, newCustomerId } from './use-new-case.ts';

export type OpenCaseResult =
  | { readonly kind: 'opened'; readonly caseId: string }
  | {
      readonly kind: 'missing';
      readonly what: 'formNeedsSubject' | 'formNeedsCustomer' | 'formNeedsFlow' | 'formNeedsTeam';
    }
  | { readonly kind: 'too-long' }
  /** By what the start of the flow must have. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** Opens the case its drafts describe and, once it is applied, drops them. */
export function useOpenCase(): () => OpenCaseResult {
  const client = useClient();
  const language = useLanguage();
  return useCallback(() => openCase(client, language), [client, language]);
}

type Desk = Pick<RaiaClient, 'drafts' | 'rows' | 'actor' | 'newId' | 'mutate'>;

export function openCase(client: Desk, language: string): OpenCaseResult {
  const newCase = readNewCase(client, language);
  const { flowId, version, teamId, known, newCustomer, subject, text, form } = newCase;
  if (version === undefined) return { kind: 'missing', what: 'formNeedsFlow' };
  if (teamId === '') return { kind: 'missing', what: 'formNeedsTeam' };
  if (subject === '') return { kind: 'missing', what: 'formNeedsSubject' };
  if (newCustomer?.name === '') return { kind: 'missing', what: 'formNeedsCustomer' };
  const isLong = limitedFields.some((field) => {
    const isSent = known === undefined || field === 'text' || field === 'subject';
    return isSent && isTooLong(field, newCase.read(field));
  });
  const isTooLarge = isLong || Object.values(form).some((answer) => answer.length > textLimits.answer);
  if (isTooLarge || unanswered(newCase).length > 0) {
    // It may be in a field that the form has only for whoever is taken for new.
    if (known === undefined) client.drafts.write(newCaseDraftKey('customerId'), newCustomerId);
    return { kind: isTooLarge ? 'too-long' : 'unanswered' };
  }
  const caseId = client.newId();
  const result = client.mutate('case.open', {
    caseId,
    localCode: localCodeOf(caseId),
    flowId,
    teamId,
    customerId: known?.id ?? client.newId(),
    newCustomer,
    subject,
    text,
    channel: newCase.channel,
    category: newCase.category,
    priority: newCase.priority,
    openedAt: null,
    byHand: { flowVersionId: version.id, form },
  });
  if (result.kind === 'refused') return { kind: 'refused', code: result.code };
  dropNewCase(client.drafts);
  return { kind: 'opened', caseId };
}
