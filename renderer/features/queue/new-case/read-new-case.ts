import { useSyncExternalStore } from 'react';
import type { RaiaClient } from '#renderer/data/client.ts';
import { newCaseDraftKey, startDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { channelSchema, prioritySchema } from '#shared/domain/case/support-case.ts';
import { chooseFlow } from '#shared/domain/flow/choose-flow.ts';
import { askedAtStart, missingAtStart } from '#shared/domain/flow/opening.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { languageSchema } from '#shared/lib/words.ts';
import type { NewCaseField } from './use-new-case.ts';

export type NewCase = ReturnType<typeof readNewCase>;

/** The case its drafts describe by now; `language` is that of a customer nobody has chosen one for. */
export function readNewCase(
  { drafts, rows, actor }: Pick<RaiaClient, 'drafts' | 'rows' | 'actor'>,
  language: string,
) {
  const read = (field: NewCaseField, initial = '') => drafts.find(newCaseDraftKey(field))?.text ?? initial;
  const channel = channelSchema.parse(read('channel', 'phone'));
  const asked = read('category');
  const flows = rows.all('flow').map(({ doc }) => doc);
  const flowId = read('flowId', chooseFlow(flows, { channel, category: asked })?.id);
  const flow = flows.find(({ id }) => id === flowId);
  const version = flow && rows.find('flow-version', flow.currentVersionId)?.doc;
  // Another flow may have been chosen since, which knows nothing of it.
  const category = version?.categories.some(({ id }) => id === asked) === true ? asked : '';
  const chosen = read('customerId');
  const known = chosen === '' ? undefined : rows.find('customer', chosen);
  const text = read('text');
  const fields = version === undefined ? [] : askedAtStart(version);
  const answers = fields.map(({ id }) => [id, drafts.find(startDraftKey(flowId, id))?.text ?? ''] as const);
  return {
    ...{ channel, category, flowId, version, known, text, read },
    teamId: read('teamId', actor().teamIds[0]),
    subject: read('subject').trim() || firstLine(text),
    priority: prioritySchema.parse(read('priority', 'normal')),
    newCustomer:
      known === undefined
        ? {
            name: read('customerText').trim(),
            code: read('code'),
            organization: read('organization'),
            email: read('email'),
            phone: read('phone'),
            language: languageSchema.parse(read('language', language)),
          }
        : null,
    form: Object.fromEntries(answers.filter(([, answer]) => answer.trim() !== '')),
  };
}

/** The fields of the flow's start that are still unanswered. */
export function unanswered({ version, ...opening }: NewCase): readonly string[] {
  return version === undefined ? [] : missingAtStart(version, opening).map(({ id }) => id);
}

/** As `unanswered`, while somebody answers. */
export function useUnanswered(): readonly string[] {
  const client = useClient();
  const language = useLanguage();
  // One text, which stays the same until another answer is given.
  const listed = useSyncExternalStore(client.drafts.subscribe, () =>
    unanswered(readNewCase(client, language)).join(' '),
  );
  return listed === '' ? [] : listed.split(' ');
}

/** Whoever only wrote down what was said has a subject in its first line. */
function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return shorten(lines.find(Boolean) ?? '', 120);
}
