/**
 * What is asked when somebody opens a case by hand: the form of the flow's start.
 *
 * For part of it every case has a place, whatever its flow: who asks, about
 * what, in which words. That is answered there and not asked a second time.
 * A customer who is known already is not asked who they are.
 */
import { startOf } from './elements.ts';
import type { FlowVersion } from './flow-version.ts';
import type { FormField } from './form.ts';
import { type Missing, wrongIn } from './outcomes.ts';

export type Opening = {
  readonly subject: string;
  readonly text: string;
  readonly category: string;
  /** Null for one who is known. */
  readonly newCustomer: { readonly name: string; readonly email: string; readonly phone: string } | null;
  /** The answers to what `askedAtStart` asks. */
  readonly form: Readonly<Record<string, string>>;
};

/** The fields of the start that a case has no place of its own for. */
export function askedAtStart(version: FlowVersion): readonly FormField[] {
  return startOf(version).form.filter((field) => ownPlace(field) === null);
}

/** What of the start's form still stands between an opening and its case; empty when nothing does. */
export function missingAtStart(version: FlowVersion, opening: Opening): readonly Missing[] {
  return startOf(version).form.flatMap((field) => {
    const place = ownPlace(field);
    if (isCustomers(place) && opening.newCustomer === null) return [];
    const wrong = wrongIn(version, field, place === null ? opening.form[field.id] : answerAt(opening, place));
    return wrong === null ? [] : [{ kind: wrong, id: field.id }];
  });
}

type Customers = 'name' | 'email' | 'phone';
export type OwnPlace = Customers | 'subject' | 'text' | 'category';

/** Where a case keeps the answer anyway; null where it would not be asked without this field. */
export function ownPlace({ id, type }: FormField): OwnPlace | null {
  if (type === 'category') return 'category';
  if (type !== 'text' && type !== 'long-text') return null;
  return id === 'subject' || id === 'text' || isCustomers(id) ? id : null;
}

function answerAt(opening: Opening, place: OwnPlace): string | undefined {
  return isCustomers(place) ? opening.newCustomer?.[place] : opening[place];
}

function isCustomers(place: string | null): place is Customers {
  return place === 'name' || place === 'email' || place === 'phone';
}
