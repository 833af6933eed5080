/** Random work of a person at a window: what they could really do with what they see. */
import type { RaiaClient } from '#renderer/data/client.ts';
import { mayDecideLate, tokenForLate } from '#shared/domain/case/late.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { fieldsFor, outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { must } from '#shared/lib/must.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import { aCustomer } from './builders.ts';
import { heflo } from './flows.ts';
import { openArgs, syncPeople } from './sync-space.ts';
import type { Dice } from './sync-time.ts';

export type Made = { readonly m: string; readonly name: string; readonly kept: Promise<void> };

/** A paste can bring these. */
const oddEnds = ['', '', '', '', '\0', '\ud800', '🙂\udfff'];

/** Does something with `word` in its texts; undefined where nothing could be done. */
export function workSomething(client: RaiaClient, dice: Dice, word: string): Made | undefined {
  function mutate<N extends MutatorName>(name: N, args: MutatorArgs<N>): Made | undefined {
    const mutated = client.mutate(name, args);
    return mutated.kind === 'applied' ? { m: mutated.m, name, kept: mutated.kept } : undefined;
  }
  const text = `${word}${dice.pick(oddEnds)}`;
  const late = lateOf(client, dice);
  if (late !== undefined && dice.chance(0.8)) {
    const { place, ...step } = late;
    return dice.chance(0.7) ? mutate('case.acceptLate', late) : mutate('case.dismissLate', step);
  }
  const supportCase = dice.pick(client.rows.all('case'))?.doc;
  const kind = supportCase === undefined ? 0 : dice.int(10);
  if (kind === 0) {
    const known = client.rows.find('flow', heflo.flowId);
    return known && mutate('case.open', openArgs(client.newId(), { subject: word, text }));
  }
  if (supportCase === undefined) return undefined;
  const caseId = supportCase.id;
  if (kind <= 2) return mutate('case.note', { caseId, text });
  if (kind === 3) return mutate('case.writeMessage', { caseId, from: 'agent', text });
  if (kind === 4) {
    const to = dice.pick([syncPeople.agent, syncPeople.colleague])?.id ?? null;
    return mutate('case.assign', { caseId, to, before: supportCase.assigneeId });
  }
  if (kind === 5) {
    const field = dice.pick(['phone', 'email', 'organization'] as const) ?? 'phone';
    return mutate('customer.edit', { customerId: aCustomer().id, fields: { [field]: word } });
  }
  if (kind === 6) {
    const refusal = dice.pick(client.rows.all('refusal').filter(({ doc }) => doc.settledAt === null));
    return refusal && mutate('refusal.settle', { refusalId: refusal.id });
  }
  if (kind === 7) {
    const known = dice.chance(0.7) ? dice.pick(client.rows.all('article'))?.doc : undefined;
    const fields = { title: word, body: text, language: 'pt-BR', category: known?.category ?? '' } as const;
    return mutate('article.write', { articleId: known?.id ?? client.newId(), fields, fromCaseId: null });
  }
  if (supportCase.position.tokens.length === 0) return undefined;
  return mutate('case.completeStep', completionAt(client, caseId, text, dice.int(5)));
}

/** Keeps the bytes of a file and says so in a case; undefined where there is no case, or no room for them. */
export async function attachSomething(
  client: RaiaClient,
  dice: Dice,
  word: string,
): Promise<Made | undefined> {
  const caseId = dice.pick(client.rows.all('case'))?.doc.id;
  const bytes = new TextEncoder().encode(word.repeat(1 + dice.int(50)));
  if (caseId === undefined) return undefined;
  const sha256 = await client.files.keep(bytes).catch(() => undefined);
  if (sha256 === undefined) return undefined;
  const file = { name: `${word}.txt`, type: 'text/plain', bytes: bytes.length, sha256 };
  const mutated = client.mutate('case.attach', { caseId, files: [file] });
  return mutated.kind === 'applied' ? { m: mutated.m, name: 'case.attach', kept: mutated.kept } : undefined;
}

/** A step that arrived late and waits for whoever works here, and where the case stands at it again. */
function lateOf({ rows, actor }: RaiaClient, dice: Dice): MutatorArgs<'case.acceptLate'> | undefined {
  const waiting = rows
    .all('case')
    .filter(({ doc }) => mayDecideLate(doc, actor()))
    .flatMap(({ doc }) => doc.lateIds.map((eventId) => ({ doc, eventId })));
  const { doc, eventId } = dice.pick(waiting) ?? {};
  if (doc === undefined || eventId === undefined) return undefined;
  const happening = rows.find('event', eventId)?.doc.happening;
  const token = happening?.kind === 'arrived-late' ? tokenForLate(doc, happening) : undefined;
  const place = token === undefined ? null : { tokenId: token.id, attempt: token.attempt };
  return { caseId: doc.id, eventId, place };
}

/** What completes the step a case stands at, by one of its ways out, with `word` in every text. */
export function completionAt(
  client: RaiaClient,
  caseId: string,
  word: string,
  way = 0,
): MutatorArgs<'case.completeStep'> {
  const token = must(client.rows.find('case', caseId)?.doc.position.tokens[0], 'a token');
  const outcomes = outcomesAt(heflo, token.elementId);
  const outcome = must(outcomes[way % outcomes.length], 'a way out');
  const step = findStep(heflo, token.elementId);
  const form = fieldsFor(step?.form ?? [], outcome.id).map((field) => {
    const option = field.type === 'category' ? heflo.categories[0]?.id : field.options[0]?.id;
    return [field.id, field.type === 'yes-no' ? 'yes' : (option ?? word)];
  });
  return {
    caseId,
    tokenId: token.id,
    elementId: token.elementId,
    attempt: token.attempt,
    outcome: outcome.id,
    form: Object.fromEntries(form),
    checked: step?.checklist.map((item) => item.id) ?? [],
  };
}
