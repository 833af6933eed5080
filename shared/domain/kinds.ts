/** The kinds of synced rows and the schema of each. A row's document is parsed by it at every boundary. */
import type { z } from 'zod';
import { attachmentSchema } from './case/attachment.ts';
import { caseEventSchema } from './case/case-event.ts';
import { pinSchema } from './case/pin.ts';
import { refusalSchema } from './case/refusal.ts';
import { supportCaseSchema } from './case/support-case.ts';
import { flowSchema, flowVersionSchema } from './flow/flow-version.ts';
import { articleSchema } from './knowledge/article.ts';
import { companySchema } from './people/company.ts';
import { customerSchema } from './people/customer.ts';
import { personSchema, teamSchema } from './people/person.ts';

export const kinds = {
  company: companySchema,
  person: personSchema,
  team: teamSchema,
  customer: customerSchema,
  case: supportCaseSchema,
  event: caseEventSchema,
  attachment: attachmentSchema,
  flow: flowSchema,
  'flow-version': flowVersionSchema,
  article: articleSchema,
  pin: pinSchema,
  refusal: refusalSchema,
} as const;

export type Kind = keyof typeof kinds;
export type Doc<K extends Kind> = z.infer<(typeof kinds)[K]>;

/** One synced row as everyone holds it. `ver` is unique in the space and orders everything. */
export type Row<K extends Kind = Kind> = {
  readonly [P in K]: {
    readonly id: string;
    readonly kind: P;
    readonly parent: string | null;
    readonly ver: number;
    readonly doc: Doc<P>;
  };
}[K];

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}
