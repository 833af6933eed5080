/**
 * A small company in memory, in which mutators run as they do everywhere: over
 * the rows they asked for and no others. A key forgotten in `needs` throws.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RowsView } from '#renderer/data/client.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { CaseId, SupportCase } from '#shared/domain/case/support-case.ts';
import { laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { fieldsFor } from '#shared/domain/flow/outcomes.ts';
import type { Doc, Kind, Row } from '#shared/domain/kinds.ts';
import { kinds } from '#shared/domain/kinds.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import type { Person, Role } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Base, Key, MutationContext, Mutator, Outcome, Rows } from '#shared/mutations/mutator.ts';
import { findMutator, type MutatorArgs, type MutatorName } from '#shared/mutations/registry.ts';
import {
  aCompany,
  aCustomer,
  aPerson,
  aTeam,
  caseToOpen,
  keyOf,
  later,
  minutes,
  monday,
} from './builders.ts';
import { heflo } from './flows.ts';
import { idOf } from './ids.ts';

export type World = {
  /** Every row; a test may look at all of them. */
  readonly rows: Rows;
  readonly all: <K extends Kind>(kind: K) => readonly Doc<K>[];
  readonly put: <K extends Kind>(kind: K, doc: Doc<K>) => void;
  readonly eventsOf: (caseId: string) => readonly CaseEvent[];
  /** A moment later than any before. */
  readonly tick: () => Instant;
  readonly nextNumber: () => number;
  readonly version: FlowVersion;
  readonly people: {
    readonly agent: Person;
    readonly colleague: Person;
    readonly internal: Person;
    readonly owner: Person;
    readonly lead: Person;
    /** Of another team. */
    readonly outsider: Person;
  };
};

/** As a window shows it, without parents and children; nothing is told of changes. */
export function viewOf({ rows, all }: Pick<World, 'rows' | 'all'>): RowsView {
  const toRow = <K extends Kind>(kind: K, doc: Doc<K>): Row<K> => ({
    id: doc.id,
    kind,
    parent: null,
    ver: 1,
    doc,
  });
  return {
    find: (kind, id) => {
      const doc = rows.find(kind, id);
      return doc === undefined ? undefined : toRow(kind, doc);
    },
    all: (kind) => all(kind).map((doc) => toRow(kind, doc)),
    childrenOf: () => [],
    subscribe: () => () => undefined,
  };
}

export function aWorld({ version = heflo }: { readonly version?: FlowVersion } = {}): World {
  const docs = new Map<string, { readonly kind: Kind; readonly doc: Doc<Kind> }>();
  let now = monday;
  let number = 4800;
  const otherTeam = aTeam({ name: 'Implantação' });
  const people = {
    agent: aPerson(),
    colleague: aPerson({ name: 'Ana Prado' }),
    internal: aPerson({ name: 'Ivo Tavares', roles: ['internal-agent'] }),
    owner: aPerson({ name: 'Dora Pires', roles: ['process-owner'] }),
    lead: aPerson({ name: 'Luís Neves', roles: ['lead'] }),
    outsider: aPerson({ name: 'Olga Reis', teamIds: [otherTeam.id] }),
  };
  const world: World = {
    rows: {
      find: <K extends Kind>(kind: K, id: string) => docs.get(keyOf(kind, id))?.doc as Doc<K> | undefined,
    },
    all: <K extends Kind>(kind: K) =>
      [...docs.values()].filter((row) => row.kind === kind).map((row) => row.doc as Doc<K>),
    put: (kind, doc) => void docs.set(keyOf(kind, doc.id), { kind, doc }),
    eventsOf: (caseId) => world.all('event').filter((event) => event.caseId === caseId),
    tick: () => {
      now = later(now, minutes(1));
      return now;
    },
    nextNumber: () => {
      number += 1;
      return number;
    },
    version,
    people,
  };
  world.put('company', aCompany());
  for (const team of [aTeam(), otherTeam]) world.put('team', team);
  for (const person of Object.values(people)) world.put('person', person);
  world.put('customer', aCustomer());
  world.put('flow-version', version);
  world.put('flow', { id: version.flowId, name: version.name, currentVersionId: version.id });
  return world;
}

export type RunOptions = {
  readonly actor?: Person;
  readonly at?: Instant;
  /** When the server had it; the same moment unless given. */
  readonly receivedAt?: Instant;
  /** The mutation's own id; a new one each time unless given. */
  readonly m?: string;
  readonly base?: Base;
  /** Sent again to a server that was restored since. */
  readonly isAgain?: boolean;
};

/** Runs a mutator and, where it is done, keeps what it wrote. */
export function run<N extends MutatorName>(
  world: World,
  name: N,
  args: MutatorArgs<N>,
  options: RunOptions = {},
): Outcome {
  const outcome = outcomeOf(world, name, args, options);
  if (outcome.kind === 'refused') return outcome;
  for (const write of outcome.writes) world.put(write.kind, write.doc);
  for (const event of outcome.events) world.put('event', event);
  return outcome;
}

/** As `run`, for what the test takes for granted: a refusal fails it. */
export function done<N extends MutatorName>(
  world: World,
  name: N,
  args: MutatorArgs<N>,
  options: RunOptions = {},
): Outcome & { readonly kind: 'done' } {
  const outcome = run(world, name, args, options);
  if (outcome.kind === 'refused')
    throw new Error(`${name} refused: ${outcome.code} ${outcome.details.join(', ')}`);
  return outcome;
}

/** What a mutator answers, keeping nothing. Its documents must satisfy their schemas and come out the same twice. */
export function outcomeOf(world: World, name: string, args: unknown, options: RunOptions = {}): Outcome {
  const mutator = must(findMutator(name), `mutator ${name}`);
  const parsed = mutator.args.parse(args);
  const at = options.at ?? world.tick();
  const m = options.m ?? idOf(`mutation at ${at}`);
  const number = world.nextNumber();
  const context: MutationContext = {
    actor: toActor(options.actor ?? world.people.agent),
    at,
    claimedAt: at,
    receivedAt: options.receivedAt ?? at,
    id: (label) => derivedId(m, label),
    base: options.base ?? {},
    isAgain: options.isAgain ?? false,
    caseNumber: () => number,
  };
  const rows = onlyNamed(world.rows, gather(world.rows, mutator, parsed));
  const outcome = mutator.run(rows, parsed, context);
  if (!isDeepStrictEqual(outcome, mutator.run(rows, parsed, context)))
    throw new Error(`${name} gave something else the second time`);
  if (outcome.kind === 'done') {
    for (const { kind, doc } of outcome.writes) mustFit(name, kind, doc);
    for (const event of outcome.events) mustFit(name, 'event', event);
  }
  return outcome;
}

/** The keys a mutator asks for, round by round, seeing only what it asked for before. */
function gather(rows: Rows, mutator: Mutator, args: unknown): ReadonlySet<string> {
  const named = new Set<string>();
  for (let before = -1; named.size > before; ) {
    before = named.size;
    const seen = new Set(named);
    const known: Rows = {
      find: (kind, id) => (seen.has(keyOf(kind, id)) ? rows.find(kind, id) : undefined),
    };
    for (const key of mutator.needs(args, known)) named.add(nameOf(key));
  }
  return named;
}

const nameOf = (key: Key): string => keyOf(key.kind, key.id);

function onlyNamed(rows: Rows, named: ReadonlySet<string>): Rows {
  return {
    find: (kind, id) => {
      if (!named.has(keyOf(kind, id))) throw new Error(`Read without being named in needs: ${kind} ${id}`);
      return rows.find(kind, id);
    },
  };
}

function mustFit(name: string, kind: Kind, doc: unknown): void {
  const parsed = kinds[kind].safeParse(doc);
  if (!parsed.success) throw new Error(`${name} wrote a ${kind} that does not fit: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, doc)) throw new Error(`${name} wrote a ${kind} its schema changes`);
}

/** A case, opened by the agent. */
export function aCase(world: World, parts: Partial<MutatorArgs<'case.open'>> = {}): SupportCase {
  const args = caseToOpen({ flowId: world.version.flowId, ...parts });
  done(world, 'case.open', args);
  return caseOf(world, args.caseId);
}

export function caseOf(world: World, caseId: string): SupportCase {
  return must(world.rows.find('case', caseId), `case ${caseId}`);
}

/** What completes the present step by `outcome`: every field it asks for, every box ticked. */
export function completion(
  world: World,
  caseId: string,
  outcome: string,
  form: Readonly<Record<string, string>> = {},
): MutatorArgs<'case.completeStep'> {
  const token = must(caseOf(world, caseId).position.tokens[0], 'a token');
  const element = must(
    world.version.elements.find((candidate) => candidate.id === token.elementId),
    'its element',
  );
  const way = must(
    world.version.transitions.find((transition) => transition.id === outcome),
    `transition ${outcome}`,
  );
  const step = element.kind === 'step' ? element : undefined;
  const asked = fieldsFor(step?.form ?? [], way.id).map((field) => {
    const first = field.options[0] ?? world.version.categories[0];
    const choice = field.type === 'choice' || field.type === 'category';
    return [field.id, choice ? (first?.id ?? '') : field.type === 'yes-no' ? 'yes' : `the ${field.id}`];
  });
  return {
    caseId,
    tokenId: token.id,
    elementId: token.elementId,
    attempt: token.attempt,
    outcome,
    form: { ...Object.fromEntries(asked), ...form },
    checked: step?.checklist.map((item) => item.id) ?? [],
  };
}

/** Takes a case through these outcomes, each by someone whose lane it is. */
export function walk(world: World, caseId: CaseId, ...outcomes: readonly string[]): SupportCase {
  for (const outcome of outcomes)
    done(world, 'case.completeStep', completion(world, caseId, outcome), {
      actor: someoneFor(world, caseId),
    });
  return caseOf(world, caseId);
}

/** Completes the step of one of several tokens, where it asks for nothing. */
export function completeAt(world: World, caseId: string, elementId: string, outcome: string): void {
  const { tokens } = caseOf(world, caseId).position;
  const token = must(
    tokens.find((one) => one.elementId === elementId),
    `a token at ${elementId}`,
  );
  const seen = { tokenId: token.id, elementId, attempt: token.attempt };
  const args = { caseId, ...seen, outcome, form: {}, checked: [] };
  done(world, 'case.completeStep', args, { actor: someoneFor(world, caseId, token) });
}

/** A person who may work where the case stands, or where this token of it does. */
export function someoneFor(
  world: World,
  caseId: string,
  token = must(caseOf(world, caseId).position.tokens[0], 'a token'),
): Person {
  const role: Role | null = laneOf(world.version, token.elementId).role;
  return must(
    Object.values(world.people).find((person) => role === null || person.roles.includes(role)),
    `someone with the role ${role}`,
  );
}
