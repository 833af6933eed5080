/** Every mutator there is. Released names and arguments stay understood while any computer may hold them. */
import type { z } from 'zod';
import { articlePublish } from './article-publish.ts';
import { articleWrite } from './article-write.ts';
import { caseAcceptLate } from './case-accept-late.ts';
import { caseAssign } from './case-assign.ts';
import { caseAttach } from './case-attach.ts';
import { caseCompleteStep } from './case-complete-step.ts';
import { caseDismissLate } from './case-dismiss-late.ts';
import { caseEscalate } from './case-escalate.ts';
import { caseHandOver } from './case-hand-over.ts';
import { caseMigrate } from './case-migrate.ts';
import { caseNote } from './case-note.ts';
import { caseOpen } from './case-open.ts';
import { casePin } from './case-pin.ts';
import { caseReopen } from './case-reopen.ts';
import { caseRepair } from './case-repair.ts';
import { caseReturn } from './case-return.ts';
import { caseUnpin } from './case-unpin.ts';
import { caseWriteMessage } from './case-write-message.ts';
import { customerEdit } from './customer-edit.ts';
import type { Mutator } from './mutator.ts';
import { refusalSettle } from './refusal-settle.ts';

export const mutators = {
  'article.publish': articlePublish,
  'article.write': articleWrite,
  'case.acceptLate': caseAcceptLate,
  'case.assign': caseAssign,
  'case.attach': caseAttach,
  'case.completeStep': caseCompleteStep,
  'case.dismissLate': caseDismissLate,
  'case.escalate': caseEscalate,
  'case.handOver': caseHandOver,
  'case.migrate': caseMigrate,
  'case.note': caseNote,
  'case.open': caseOpen,
  'case.pin': casePin,
  'case.repair': caseRepair,
  'case.reopen': caseReopen,
  'case.return': caseReturn,
  'case.unpin': caseUnpin,
  'case.writeMessage': caseWriteMessage,
  'customer.edit': customerEdit,
  'refusal.settle': refusalSettle,
} as const;

export type MutatorName = keyof typeof mutators;
/** What a caller passes, before the schema brands and defaults it. */
export type MutatorArgs<N extends MutatorName> = z.input<(typeof mutators)[N]['args']>;

export function findMutator(name: string): Mutator | undefined {
  return Object.hasOwn(mutators, name) ? mutators[name as MutatorName] : undefined;
}
