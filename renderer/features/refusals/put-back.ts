/**
 * Where the words of a refused change go when their author wants them back:
 * into the drafts they came from where these still fit, else into the note.
 * What is already there stays above them.
 */

import type { DraftKey, RaiaClient } from '#renderer/data/client.ts';
import {
  actionDraftKey,
  articleDraftKey,
  composerDraftKey,
  newCaseDraftKey,
  stepDraftKey,
} from '#renderer/data/draft-keys.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { writtenWords } from './written-words.ts';

/** Returns the address where the words now are. */
export function putBack(refusal: Refusal, client: RaiaClient): string {
  const { args, name, caseId } = refusal;
  if (name === 'case.open') return toNewCase(refusal, client);
  const articleId = args.articleId;
  if (name === 'article.write' && typeof articleId === 'string') return toArticle(refusal, articleId, client);
  if (caseId === null) return '/queue';
  if (name === 'case.completeStep') toStep(refusal, caseId, client);
  else
    for (const { value, kind } of writtenWords(refusal))
      if (kind === 'text') addTo(client, textKey(name, caseId), value);
  return `/queue/${caseId}`;
}

function textKey(name: string, caseId: string): DraftKey {
  if (name === 'case.writeMessage') return composerDraftKey(caseId, 'message');
  if (name === 'case.handOver') return actionDraftKey(caseId, 'handOver');
  // The dialog of another action may no longer open, which would hide its words.
  return composerDraftKey(caseId, 'note');
}

/** Back into the form where the case still stands at that step; else into the note, each answer under its name. */
function toStep(refusal: Refusal, caseId: string, client: RaiaClient): void {
  const supportCase = client.rows.find('case', caseId)?.doc;
  const version = supportCase && client.rows.find('flow-version', supportCase.flowVersionId)?.doc;
  const token = supportCase?.position.tokens[0];
  const element = version?.elements.find(({ id }) => id === refusal.args.elementId);
  const form = element?.kind === 'step' ? element.form : [];
  const stands = token !== undefined && token.elementId === element?.id;
  const lines: string[] = [];
  for (const { id, kind, value } of writtenWords(refusal)) {
    const field = form.find((candidate) => candidate.id === id);
    if (field?.type === 'solution') addTo(client, composerDraftKey(caseId, 'solution'), value);
    else if (stands && kind === 'answer')
      client.drafts.write(stepDraftKey(caseId, token.elementId, token.attempt, id), value);
    else if (stands && kind === 'checked')
      client.drafts.write(stepDraftKey(caseId, token.elementId, token.attempt, 'checked'), value);
    else if (kind === 'answer' && field?.type !== 'category' && field?.type !== 'article') lines.push(value);
  }
  if (lines.length > 0) addTo(client, composerDraftKey(caseId, 'note'), lines.join('\n\n'));
}

function toArticle(refusal: Refusal, articleId: string, client: RaiaClient): string {
  for (const { id, value } of writtenWords(refusal))
    client.drafts.write(articleDraftKey(articleId, id), value);
  return `/knowledge/${articleId}`;
}

function toNewCase(refusal: Refusal, client: RaiaClient): string {
  for (const { id, value } of writtenWords(refusal))
    client.drafts.write(newCaseDraftKey(id === 'name' ? 'customerText' : id), value);
  const { customerId, newCustomer } = refusal.args;
  const chosen = newCustomer === null && typeof customerId === 'string' ? customerId : 'new';
  client.drafts.write(newCaseDraftKey('customerId'), chosen);
  return '/queue/new';
}

function addTo({ drafts }: RaiaClient, key: DraftKey, text: string): void {
  const before = drafts.find(key)?.text.trimEnd() ?? '';
  drafts.write(key, before === '' || before === text ? text : `${before}\n\n${text}`);
}
