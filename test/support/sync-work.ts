/** Random work of a person at a window: what they could really do with what they see. */
import type { RaiaClient } from '#renderer/data/client.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { fieldsFor, outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { must } from '#shared/lib/must.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import { aCustomer } from './builders.ts';
import { heflo } from './flows.ts';
import { openArgs, syncPeople } from './sync-space.ts';
import type { Dice } from './sync-time.ts';

export type Kept = { readonly m: string; readonly name: string; readonly args: object };

/** Does something and calls `onKept` once it is said to be kept. */
export function workSomething(client: RaiaClient, dice: Dice, onKept: (kept: Kept) => void): void {
  function mutate<N extends MutatorName>(name: N, args: MutatorArgs<N>): void {
    const mutated = client.mutate(name, args);
    if (mutated.kind === 'applied') void mutated.kept.then(() => onKept({ m: mutated.m, name, args }));
  }
  const word = `word ${dice.int(1_000_000)}`;
  const supportCase = dice.pick(client.rows.all('case'))?.doc;
  const kind = supportCase === undefined ? 0 : dice.int(9);
  if (kind === 0) {
    const known = client.rows.find('flow', heflo.flowId);
    if (known !== undefined) mutate('case.open', openArgs(client.newId(), { subject: word }));
    return;
  }
  if (supportCase === undefined) return;
  const caseId = supportCase.id;
  if (kind <= 2) mutate('case.note', { caseId, text: word });
  else if (kind === 3) mutate('case.writeMessage', { caseId, from: 'agent', text: word });
  else if (kind === 4) {
    const to = dice.pick([syncPeople.agent, syncPeople.colleague])?.id ?? null;
    mutate('case.assign', { caseId, to, before: supportCase.assigneeId });
  } else if (kind === 5) {
    const field = dice.pick(['phone', 'email', 'organization'] as const) ?? 'phone';
    mutate('customer.edit', { customerId: aCustomer().id, fields: { [field]: word } });
  } else if (kind === 6) {
    const refusal = dice.pick(client.rows.all('refusal').filter(({ doc }) => doc.settledAt === null));
    if (refusal !== undefined) mutate('refusal.settle', { refusalId: refusal.id });
  } else if (supportCase.position.tokens.length > 0) {
    mutate('case.completeStep', completionAt(client, caseId, word, dice.int(5)));
  }
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
