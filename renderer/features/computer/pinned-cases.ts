/** Whether a pinned case is whole on this computer: its flow, the articles its steps name, its files. */
import type { RowsView } from '#renderer/data/client.ts';
import { pinsByCase } from '#renderer/data/pins.ts';
import { caseName, type SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type Amount, amountOf, filesAway, filesHere, nothing, toArrive, toFetch } from './file-facts.ts';

export type PinnedCase = {
  readonly caseId: string;
  /** Null where the case is no longer this person's to hold. */
  readonly name: string | null;
  readonly subject: string;
  readonly isWhole: boolean;
  readonly here: Amount;
  /** Files of the company's that are still to come. */
  readonly toFetch: Amount;
  /** Files that have still to reach the company. */
  readonly toArrive: Amount;
};

type Rows = Pick<RowsView, 'find' | 'all' | 'childrenOf'>;
type Held = Pick<ReadonlySet<string>, 'has'>;

export function pinnedCases(rows: Rows, held: Held): readonly PinnedCase[] {
  return [...pinsByCase(rows.all('pin')).keys()].map((caseId) => toPinnedCase(rows, caseId, held));
}

function toPinnedCase(rows: Rows, caseId: string, held: Held): PinnedCase {
  const supportCase = rows.find('case', caseId)?.doc;
  if (supportCase === undefined)
    return {
      caseId,
      name: null,
      subject: '',
      isWhole: false,
      here: nothing,
      toFetch: nothing,
      toArrive: nothing,
    };
  const files = rows.childrenOf('attachment', caseId);
  const version = rows.find('flow-version', supportCase.flowVersionId)?.doc;
  const away = filesAway(files, held);
  return {
    caseId,
    name: caseName(supportCase),
    subject: supportCase.subject,
    isWhole: version !== undefined && away.length === 0 && hasArticles(rows, supportCase, version),
    here: filesHere(files, held),
    toFetch: amountOf(toFetch(away)),
    toArrive: amountOf(toArrive(away)),
  };
}

function hasArticles(rows: Rows, { form }: SupportCase, version: FlowVersion): boolean {
  const fields = version.elements
    .flatMap((element) => (element.kind === 'step' ? element.form : []))
    .filter(({ type }) => type === 'article');
  const named = fields.flatMap(({ id }) => form[id] ?? []).filter((id) => id !== '');
  return named.every((id) => rows.find('article', id) !== undefined);
}
