import { z } from 'zod';
import { recordedAtStart } from '#shared/domain/case/recorded.ts';
import {
  caseIdSchema,
  channelSchema,
  formerNumbersIn,
  prioritySchema,
  type SupportCase,
} from '#shared/domain/case/support-case.ts';
import { laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { missingAtStart } from '#shared/domain/flow/opening.ts';
import { nowhere, tokenIdSchema } from '#shared/domain/flow/position.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { customerFieldsSchema, customerIdSchema, toCustomer } from '#shared/domain/people/customer.ts';
import { type Role, teamIdSchema } from '#shared/domain/people/person.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { answersSchema, changed, moveOpened, tellMessages } from './case-change.ts';
import { defineMutator, refused, type Write } from './mutator.ts';

/**
 * Opens a case and puts its token on the flow's start.
 *
 * The case id comes from the computer that opens it and stays; the number is
 * the server's. Opened again on a server that was restored since, it keeps the
 * number its author was told as one it was called before. A customer not yet known is written down in the same breath.
 */
export const caseOpen = defineMutator({
  name: 'case.open',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      localCode: z.string().regex(/^[A-Z0-9-]{3,12}$/),
      flowId: flowIdSchema,
      teamId: teamIdSchema,
      customerId: customerIdSchema,
      /** Given for a customer who is not known yet. */
      newCustomer: customerFieldsSchema.nullable(),
      subject: z.string().trim().min(1).max(300),
      text: z.string().max(20_000),
      channel: channelSchema,
      category: z.string().max(120),
      priority: prioritySchema,
      /** When the customer asked, where that was before now (an import). */
      openedAt: instantSchema.nullable(),
      /**
       * Somebody sat there and was asked what the flow's start asks, in the version they saw: it is
       * checked by that one, for another may have been published while they were offline. What comes
       * from a file, or from a Raia before this one, asked nobody and says nothing.
       */
      byHand: z.object({ flowVersionId: flowVersionIdSchema, form: answersSchema }).readonly().optional(),
    })
    .readonly(),
  needs: (args, rows) => {
    const flow = rows.find('flow', args.flowId);
    return [
      { kind: 'case', id: args.caseId },
      { kind: 'flow', id: args.flowId },
      { kind: 'team', id: args.teamId },
      { kind: 'customer', id: args.customerId },
      { kind: 'company', id: companyId },
      ...(flow === undefined ? [] : [{ kind: 'flow-version' as const, id: flow.currentVersionId }]),
      ...(args.byHand === undefined
        ? []
        : [{ kind: 'flow-version' as const, id: args.byHand.flowVersionId }]),
    ];
  },
  run: (rows, args, context) => {
    if (rows.find('case', args.caseId) !== undefined) return refused('already-exists');
    if (!context.actor.teamIds.includes(args.teamId)) return refused('not-in-team');
    const flow = rows.find('flow', args.flowId);
    const version = flow && rows.find('flow-version', flow.currentVersionId);
    const known = rows.find('customer', args.customerId);
    const customer =
      known ?? (args.newCustomer === null ? undefined : toCustomer(args.customerId, args.newCustomer));
    if (flow === undefined || version === undefined || customer === undefined) return refused('not-found');
    const { byHand } = args;
    if (byHand !== undefined) {
      const shown = rows.find('flow-version', byHand.flowVersionId);
      if (shown?.flowId !== flow.id) return refused('not-found');
      const missing = missingAtStart(shown, { ...args, form: byHand.form });
      if (missing.length > 0)
        return refused(
          'work-missing',
          missing.map(({ id }) => id),
        );
    }
    const openedAt = args.openedAt === null || args.openedAt > context.at ? context.at : args.openedAt;
    const number = context.caseNumber();
    const asked: SupportCase = {
      id: args.caseId,
      number,
      formerNumbers: context.isAgain ? formerNumbersIn(context.base[args.caseId], number) : [],
      localCode: args.localCode,
      subject: args.subject,
      customerId: customer.id,
      teamId: args.teamId,
      assigneeId: null,
      channel: args.channel,
      language: customer.language,
      category: args.category,
      priority: args.priority,
      flowId: flow.id,
      flowVersionId: version.id,
      position: nowhere,
      lateIds: [],
      form: byHand === undefined ? {} : recordedAtStart(version, byHand.form),
      openedAt,
      openedBy: context.actor.id,
      changedAt: openedAt,
      archivedAt: null,
    };
    const opened = {
      ...{ supportCase: asked, version, customer },
      company: rows.find('company', companyId)?.name ?? '',
    };
    const then = { ...context, at: openedAt };
    const start = { kind: 'start' as const, tokenId: tokenIdSchema.parse(context.id('token')) };
    const moved = moveOpened(rows, opened, start, then);
    if (moved.kind === 'refused') return moved;
    const { id, roles } = context.actor;
    // Field staff hold what is theirs alone: with nobody, it would leave their computer.
    const isTheirs = roles.includes('field') || (byHand !== undefined && begins(moved.next, version, roles));
    const supportCase = { ...moved.next, assigneeId: isTheirs ? id : null };
    const messages = tellMessages(
      moved.messageIds,
      { ...opened, supportCase },
      { agent: context.actor.name },
    );
    const also: readonly Write[] =
      known === undefined ? [{ kind: 'customer', id: customer.id, doc: customer }] : [];
    const isAnswered = byHand !== undefined && Object.keys(byHand.form).length > 0;
    const happening = { kind: 'opened' as const, text: args.text, ...(isAnswered && { form: byHand.form }) };
    return changed(supportCase, { happening, moves: moved.moves, messages }, then, also);
  },
});

/** Whether the case begins with work of theirs: who takes a call goes on with it. A lane of no role is nobody's. */
function begins({ position }: SupportCase, version: FlowVersion, roles: readonly Role[]): boolean {
  return standingTokens(position).some(({ elementId }) => {
    const { role } = laneOf(version, elementId);
    return role !== null && roles.includes(role);
  });
}
