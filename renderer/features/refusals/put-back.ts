/**
 * Where the words of a refused change go when their author wants them back:
 * into the drafts they came from where these still fit, else into the note.
 * Nothing that is being written there already is replaced; words join it.
 * Words about what is not on this computer have nowhere to go: no screen would
 * show the draft.
 */
import type { DraftKey, RaiaClient } from '#renderer/data/client.ts';
import {
  actionDraftKey,
  articleDraftKey,
  type ComposerField,
  composerDraftKey,
  newCaseDraftKey,
  startDraftKey,
  stepDraftKey,
} from '#renderer/data/draft-keys.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { fieldsIn, findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { askedAtStart } from '#shared/domain/flow/opening.ts';
import { wrongIn } from '#shared/domain/flow/outcomes.ts';
import { type Written, writtenWords } from './written-words.ts';

type Shelf = Pick<RaiaClient, 'rows' | 'drafts'>;

/** Where the words now are: the address, and the tab of the composer if they are in one. */
export type Whereabouts = { readonly address: string; readonly tab: ComposerField | null };

/** A word with the name of its field, for where it stands outside of it. */
type Tell = (one: Written) => string;

/** Null, and nothing written, where no screen would show the words. */
export function putBack(refusal: Refusal, shelf: Shelf, tell: Tell): Whereabouts | null {
  const { args, name, caseId } = refusal;
  const words = writtenWords(refusal);
  if (name === 'case.open') return toNewCase(refusal, words, shelf, tell);
  const { articleId } = args;
  if (name === 'article.write' && typeof articleId === 'string') return toArticle(articleId, words, shelf);
  if (caseId === null || shelf.rows.find('case', caseId) === undefined) return null;
  const tab =
    name === 'case.completeStep' ? toStep(refusal, caseId, shelf) : toTab(name, caseId, words, shelf);
  return { address: `/queue/${caseId}`, tab };
}

const nothing = () => undefined;
const untouched = { write: nothing, drop: nothing, keys: () => [], subscribe: () => nothing };

/** Where `putBack` would lead, for the button to say so. Writes nothing. */
export function putBackPlace(
  refusal: Refusal,
  { rows, drafts }: Shelf,
): ComposerField | 'form' | 'article' | null {
  const shelf = { rows, drafts: { ...untouched, find: (key: DraftKey) => drafts.find(key) } };
  const to = putBack(refusal, shelf, ({ value }) => value);
  if (to === null) return null;
  const { address, tab } = to;
  return tab ?? (address.startsWith('/knowledge/') ? 'article' : 'form');
}

function toTab(name: string, caseId: string, words: readonly Written[], shelf: Shelf): ComposerField | null {
  const text = words.filter(({ kind }) => kind === 'text').map(({ value }) => value);
  if (name === 'case.handOver') {
    add(shelf, actionDraftKey(caseId, 'handOver'), text.join('\n\n'));
    return null;
  }
  // The dialog of another action may no longer open, which would hide its words.
  const tab = name === 'case.writeMessage' ? 'message' : 'note';
  add(shelf, composerDraftKey(caseId, tab), text.join('\n\n'));
  return tab;
}

/** Back into the form where the case still stands at that step; else into the note. */
function toStep(refusal: Refusal, caseId: string, shelf: Shelf): ComposerField | null {
  const supportCase = shelf.rows.find('case', caseId)?.doc;
  const version = supportCase && shelf.rows.find('flow-version', supportCase.flowVersionId)?.doc;
  const token = supportCase?.position.tokens.find(({ elementId }) => elementId === refusal.args.elementId);
  const asked = token && version ? (findStep(version, token.elementId)?.form ?? []) : [];
  const fields = version === undefined ? [] : fieldsIn(version);
  const loose: string[] = [];
  let hasSolution = false;
  for (const { id, kind, value } of writtenWords(refusal)) {
    if (kind === 'outcome') continue;
    const key = token && stepDraftKey(caseId, token.elementId, token.attempt, id);
    const type = fields.find((field) => field.id === id)?.type;
    if (type === 'solution') {
      add(shelf, composerDraftKey(caseId, 'solution'), value);
      hasSolution = true;
    } else if (key !== undefined && (kind === 'checked' || asked.some((field) => field.id === id))) {
      const isText = kind === 'answer' && (type === 'text' || type === 'long-text');
      if (isText) add(shelf, key, value);
      else shelf.drafts.write(key, value);
    } else if (kind === 'answer' && type !== 'category' && type !== 'article' && type !== 'choice')
      loose.push(value);
  }
  if (loose.length > 0) add(shelf, composerDraftKey(caseId, 'note'), loose.join('\n\n'));
  return loose.length > 0 ? 'note' : hasSolution ? 'solution' : null;
}

function toArticle(articleId: string, words: readonly Written[], shelf: Shelf): Whereabouts {
  for (const { id, value } of words)
    if (!fits(shelf, articleDraftKey(articleId, id), value))
      add(shelf, articleDraftKey(articleId, 'body'), value);
  return { address: `/knowledge/${articleId}`, tab: null };
}

/** What the form would not show, as it asks for another flow or customer by now, joins what was said. */
function toNewCase({ args }: Refusal, words: readonly Written[], shelf: Shelf, tell: Tell): Whereabouts {
  // The form asks what the start of this flow does.
  if (typeof args.flowId === 'string' && shelf.rows.find('flow', args.flowId) !== undefined)
    fits(shelf, newCaseDraftKey('flowId'), args.flowId);
  const version = chosenVersion(shelf);
  const isKnown = args.newCustomer === null && typeof args.customerId === 'string';
  const isTheirs = fits(shelf, newCaseDraftKey('customerId'), isKnown ? String(args.customerId) : 'new');
  const ofCustomer = new Set(Object.keys(args.newCustomer ?? {}));
  const loose: string[] = [];
  for (const word of words) {
    const isHidden = ofCustomer.has(word.id) && word.kind === 'text' && !isTheirs;
    const key = isHidden ? undefined : placeInForm(word, version);
    if (word.id === 'text' && word.kind === 'text') add(shelf, newCaseDraftKey('text'), word.value);
    else if (key === undefined || !fits(shelf, key, word.value)) loose.push(tell(word));
  }
  if (loose.length > 0) add(shelf, newCaseDraftKey('text'), loose.join('\n'));
  return { address: '/queue/new', tab: null };
}

/** Of the flow the form has; one it only suggests may change with the next answer. */
function chosenVersion({ rows, drafts }: Shelf): FlowVersion | undefined {
  const flow = rows.find('flow', drafts.find(newCaseDraftKey('flowId'))?.text ?? '');
  return flow && rows.find('flow-version', flow.doc.currentVersionId)?.doc;
}

/** Undefined where the form has no field for it, or one that does not offer it. */
function placeInForm({ id, kind, value }: Written, version: FlowVersion | undefined): DraftKey | undefined {
  if (kind === 'answer') {
    const field = version && askedAtStart(version).find((asked) => asked.id === id);
    return field && wrongIn(version, field, value) === null ? startDraftKey(version.flowId, id) : undefined;
  }
  if (id === 'category' && version?.categories.some((category) => category.id === value) !== true)
    return undefined;
  return newCaseDraftKey(id === 'name' ? 'customerText' : id);
}

/** Writes a draft that is empty or says the same; one that says something else is left alone. */
function fits({ drafts }: Shelf, key: DraftKey, text: string): boolean {
  const before = drafts.find(key)?.text.trim() ?? '';
  if (before !== '' && before !== text.trim()) return false;
  drafts.write(key, text);
  return true;
}

/** Joins words to what a draft holds, on a paragraph of their own. */
function add({ drafts }: Shelf, key: DraftKey, text: string): void {
  const before = drafts.find(key)?.text.trimEnd() ?? '';
  drafts.write(key, before === '' || before === text ? text : `${before}\n\n${text}`);
}
