import { useCallback } from 'react';
import type { RaiaClient } from '#renderer/data/client.ts';
import { newCaseDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { channelSchema, prioritySchema } from '#shared/domain/case/support-case.ts';
import { chooseFlow } from '#shared/domain/flow/choose-flow.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { languageSchema } from '#shared/lib/words.ts';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import { localCodeOf } from './local-code.ts';
import { isTooLong, type LimitedField, limitedFields } from './new-case-limits.ts';
import { dropNewCase, type NewCaseField } from './use-new-case.ts';

export type OpenCaseResult =
  | { readonly kind: 'opened'; readonly caseId: string }
  | {
      readonly kind: 'missing';
      readonly what: 'formNeedsSubject' | 'formNeedsCustomer' | 'formNeedsFlow' | 'formNeedsTeam';
    }
  | { readonly kind: 'too-long'; readonly field: LimitedField }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** Opens the case its drafts describe and, once it is applied, drops them. */
export function useOpenCase(): () => OpenCaseResult {
  const client = useClient();
  const language = useLanguage();
  return useCallback(() => openCase(client, language), [client, language]);
}

function openCase(client: RaiaClient, language: string): OpenCaseResult {
  const read = (field: NewCaseField, initial = '') =>
    client.drafts.find(newCaseDraftKey(field))?.text ?? initial;
  const channel = channelSchema.parse(read('channel', 'phone'));
  const category = read('category');
  const flows = client.rows.all('flow').map(({ doc }) => doc);
  const flowId = read('flowId', chooseFlow(flows, { channel, category })?.id);
  const teamId = read('teamId', client.actor().teamIds[0]);
  const chosen = read('customerId');
  const known = chosen === '' ? undefined : client.rows.find('customer', chosen);
  const name = read('customerText').trim();
  const text = read('text');
  const subject = read('subject').trim() || firstLine(text);
  if (flowId === '') return { kind: 'missing', what: 'formNeedsFlow' };
  if (teamId === '') return { kind: 'missing', what: 'formNeedsTeam' };
  if (subject === '') return { kind: 'missing', what: 'formNeedsSubject' };
  if (known === undefined && name === '') return { kind: 'missing', what: 'formNeedsCustomer' };
  const long = limitedFields.find((field) => {
    const isSent = known === undefined || field === 'text' || field === 'subject';
    return isSent && isTooLong(field, read(field));
  });
  if (long !== undefined) return { kind: 'too-long', field: long };
  const caseId = client.newId();
  const result = client.mutate('case.open', {
    caseId,
    localCode: localCodeOf(caseId),
    flowId,
    teamId,
    customerId: known?.id ?? client.newId(),
    newCustomer:
      known === undefined
        ? {
            name,
            code: read('code'),
            organization: read('organization'),
            email: read('email'),
            phone: read('phone'),
            language: languageSchema.parse(read('language', language)),
          }
        : null,
    subject,
    text,
    channel,
    category,
    priority: prioritySchema.parse(read('priority', 'normal')),
    openedAt: null,
  });
  if (result.kind === 'refused') return { kind: 'refused', code: result.code };
  dropNewCase(client.drafts);
  return { kind: 'opened', caseId };
}

/** Whoever only wrote down what was said has a subject in its first line. */
function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return shorten(lines.find(Boolean) ?? '', 120);
}
