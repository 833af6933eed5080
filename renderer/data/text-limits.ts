/** How long a text may be to be sent, read from the mutators that take it. A field never cuts: it says by how much. */
import { articleFieldsSchema } from '#shared/domain/knowledge/article.ts';
import { customerFieldsSchema } from '#shared/domain/people/customer.ts';
import { must } from '#shared/lib/must.ts';
import { mutators } from '#shared/mutations/registry.ts';

const { text: words } = mutators['case.note'].args.unwrap().shape;
const { form } = mutators['case.completeStep'].args.unwrap().shape;
const opened = mutators['case.open'].args.unwrap().shape;
const article = articleFieldsSchema.unwrap().shape;
const customer = customerFieldsSchema.unwrap().shape;

export const textLimits = {
  /** A message, a note, and the words that go with an action. */
  words: maxOf(words),
  /** An answer of a step, the solution among them. */
  answer: maxOf(form.unwrap().valueType),
  request: maxOf(opened.text),
  subject: maxOf(opened.subject),
  articleTitle: maxOf(article.title),
  articleBody: maxOf(article.body),
  customer: {
    name: maxOf(customer.name),
    code: maxOf(customer.code),
    organization: maxOf(customer.organization),
    email: maxOf(customer.email),
    phone: maxOf(customer.phone),
  },
} as const;

function maxOf(schema: { readonly maxLength: number | null }): number {
  return must(schema.maxLength ?? undefined, 'a longest length');
}
