/**
 * Mistakes somebody could make, each as small edits of the source, and what has
 * to notice it: a test file, or so many seeds of the simulation.
 */
export type Edit = { readonly file: string; readonly find: string; readonly put: string };
export type Notice = { readonly test: string } | { readonly seeds: number };
export type Break = { readonly name: string; readonly edits: readonly Edit[]; readonly notice: Notice };

export const breaks: readonly Break[] = [
  {
    name: '`done` is not consulted',
    edits: [
      {
        file: 'server/sync/answer-push.ts',
        find: 'const before = ledger.done.get(mutation.m) ?? [];',
        put: 'const before: readonly DoneMutation[] = [];',
      },
    ],
    notice: { seeds: 20 },
  },
  {
    name: 'dedupe by mid',
    edits: [
      {
        file: 'server/sync/answer-push.ts',
        find: "    if (mid <= last && !isKnown) return { kind: 'forked' };\n",
        put: '',
      },
      {
        file: 'server/sync/answer-push.ts',
        find: 'const outcome = await settle(mutation, push, context);',
        put: "const isOld = mutation.mid <= have;\nconst outcome = isOld ? { kind: 'applied' as const } : await settle(mutation, push, context);",
      },
    ],
    notice: { test: 'test/sync/faults.test.ts' },
  },
  {
    name: 'the cursor is written before its rows',
    edits: [
      {
        file: 'renderer/sync/confirmed.ts',
        find: 'const seq = await pages.publish(epoch, { ...next, text: rowsText, isAll, settled });',
        put: "await pages.publish(epoch, { ...next, text: '', isAll, settled: [] });\nconst seq = await pages.publish(epoch, { ...next, text: rowsText, isAll: false, settled });",
      },
    ],
    notice: { test: 'test/sync/windows.test.ts' },
  },
  {
    name: 'the last line of a pull is ignored',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: "if (pulled === undefined) throw new SyncError('unreachable');",
        put: 'if (pulled === undefined) return { rowsText: text.slice(0, text.lastIndexOf("\\n") + 1).trimEnd(), end: { end: true, head: Math.max(0, ...[...text.matchAll(/"ver":(\\d+)/g)].map(([, ver]) => Number(ver))), term: since.term ?? "", fresh: since.term === null, scopes: Object.keys(since.cursors), lastMid: 0, outcomes: [], now: toInstant(now()) } };',
      },
      {
        file: 'renderer/sync/pull.ts',
        find: 'const pulled = splitPull(await transport.pull(request));',
        put: 'const text = await transport.pull(request);\nconst pulled = splitPull(text);',
      },
      {
        file: 'renderer/sync/pull.ts',
        find: "import type { Ledger } from './ledger.ts';",
        put: "import { toInstant } from '#shared/lib/instant.ts';\nimport type { Ledger } from './ledger.ts';",
      },
    ],
    notice: { seeds: 20 },
  },
  {
    name: 'a term is never appended',
    edits: [
      {
        file: 'server/sync/create-sync.ts',
        find: 'await locked.appendTerm(term);',
        put: 'if (last === undefined) await locked.appendTerm(term);',
      },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'an older version wins',
    edits: [
      {
        file: 'renderer/data/held-rows.ts',
        find: 'if (at < known || (at === known && (before !== undefined || row === null))) return;',
        put: 'if (at < 0) return;',
      },
    ],
    notice: { test: 'renderer/data/held-rows.test.ts' },
  },
  {
    name: 'an older version wins while folding',
    edits: [{ file: 'renderer/data/page-book.ts', find: 'line.at > before.at', put: 'line.at > 0' }],
    notice: { test: 'renderer/data/page-book.test.ts' },
  },
  {
    name: 'the log goes with the first slice of its pages',
    edits: [{ file: 'renderer/sync/folder.ts', find: 'foldedTo: isLast ? foldedTo : null', put: 'foldedTo' }],
    notice: { test: 'renderer/sync/folder.test.ts' },
  },
  {
    name: 'a fold does not check the generation',
    edits: [
      {
        file: 'renderer/data/dexie-pages.ts',
        find: 'if (before.generation !== generation) return false;',
        put: '',
      },
    ],
    notice: { test: 'test/sync/pages.test.ts' },
  },
  {
    name: 'a torn journal record is not truncated',
    edits: [
      {
        file: 'electron/main/services/journal-file.ts',
        find: 'await handle.truncate(end);\n    await handle.datasync();',
        put: '',
      },
    ],
    notice: { test: 'electron/main/services/journal-file.test.ts' },
  },
  {
    name: 'a browser’s journal does not look who leads after the flush',
    edits: [
      {
        file: 'renderer/data/journal-slots.ts',
        find: 'held?.slot.append(lines);\n        mustLead();',
        put: 'mustLead();\n        held?.slot.append(lines);',
      },
    ],
    notice: { test: 'renderer/data/journal-slots.test.ts' },
  },
  {
    name: 'a slot is stamped before it is filled',
    edits: [
      {
        file: 'renderer/data/slot.ts',
        find: 'writeAll(file, new Uint8Array(stampBytes), 0);\n',
        put: 'writeAll(file, toStampBytes(stamp), 0);\n',
      },
    ],
    notice: { test: 'renderer/data/journal-slots.test.ts' },
  },
  {
    name: 'what a failed append left in a slot is not cleared',
    edits: [{ file: 'renderer/data/slot.ts', find: 'if (tornTo > end) clear();', put: '' }],
    notice: { test: 'renderer/data/journal-slots.test.ts' },
  },
  {
    name: 'a new leader takes a slot that another window has open',
    edits: [
      {
        file: 'renderer/data/journal-slots.ts',
        find: 'if (name === except || !(await folder.isFree(name))) continue;',
        put: 'if (name === except) continue;',
      },
    ],
    notice: { test: 'renderer/data/journal-slots.test.ts' },
  },
  {
    name: 'the leader does not send again what the server has lost',
    edits: [
      {
        file: 'renderer/sync/ledger.ts',
        find: 'for (const entry of ordered()) if (entry.mutation.mid > mid) entry.answer = null;',
        put: 'void mid;',
      },
    ],
    notice: { test: 'renderer/sync/push.test.ts' },
  },
  {
    name: 'a window offers its work to the leader once',
    edits: [
      {
        file: 'renderer/sync/following.ts',
        find: 'cancelSendAgain = clock.after(sendAgainMs, sendUnkept);',
        put: '',
      },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'a refusal is not acknowledged',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: '.filter(({ m }) => ledger.has(m))',
        put: ".filter(({ m, outcome }) => ledger.has(m) && outcome.kind !== 'refused')",
      },
    ],
    notice: { seeds: 20 },
  },
  {
    name: 'the actor is taken from the arguments',
    edits: [
      {
        file: 'server/sync/run-mutation.ts',
        find: "const actor = findActor(draft, call.person);\n  if (actor === undefined) return refused('not-allowed');",
        put: "const actor = findActor(draft, String(Object(call.args).to ?? call.person));\n  if (actor === undefined) return refused('not-allowed');",
      },
    ],
    notice: { seeds: 40 },
  },
  {
    name: 'the overlay is not run again',
    edits: [
      {
        file: 'renderer/data/overlay.ts',
        find: 'if (update !== undefined) take(update);\n      for (const item of listed) run(item);',
        put: 'if (update !== undefined) take(update);\n      void listed;',
      },
    ],
    notice: { seeds: 40 },
  },
  {
    name: 'leaving a feed is not told',
    edits: [
      {
        file: 'server/sync/draft.ts',
        find: '...exits.map((scope) => ({ scope, id, ver, gone: true })),',
        put: '',
      },
    ],
    notice: { seeds: 40 },
  },
  {
    name: '`base` is taken from the held row instead of the overlay',
    edits: [
      {
        file: 'renderer/data/local-view.ts',
        find: 'baseOf(writes, cleaned, overlay.find)',
        put: 'baseOf(writes, cleaned, overlay.held().find)',
      },
    ],
    notice: { test: 'test/sync/together.test.ts' },
  },
  {
    name: 'a database started again is not noticed',
    edits: [
      { file: 'server/sync/sync-error.ts', find: 'if (now !== opened) throw', put: 'if (now === "") throw' },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'what was settled is not told again without a cursor',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: 'return last.scopes.length > 0 && (ledger.hasSettled() || ledger.answeredAgain().length > 0);',
        put: 'return false;',
      },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'a row that comes back has only its version',
    edits: [{ file: 'server/sync/to-change.ts', find: 'at > ver ?', put: 'at < 0 ?' }],
    notice: { test: 'test/sync/faults.test.ts' },
  },
  {
    name: 'an exit is not counted in the sums',
    edits: [
      { file: 'server/sync/draft.ts', find: '...rowSum(id, before?.ver ?? 0, -1)', put: '...emptySum' },
    ],
    notice: { test: 'server/sync/memory-store.test.ts' },
  },
  {
    name: 'a difference of sums is seen and not mended',
    edits: [
      { file: 'renderer/sync/mender.ts', find: 'anew = differing.find(isDue) ?? null;', put: 'anew = null;' },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'a snapshot from before what was forgotten is begun with',
    edits: [{ file: 'server/sync/snapshots.ts', find: 'ver >= head.horizon && ', put: '' }],
    notice: { test: 'server/sync/snapshots.test.ts' },
  },
  {
    name: 'a snapshot of another history is begun with',
    edits: [
      {
        file: 'server/sync/snapshots.ts',
        find: 'areOurs(new Map([[scope, ver]]), term, terms, head.ver)',
        put: 'areOurs(new Map([[scope, ver]]), terms.at(-1)?.uuid ?? term, terms, head.ver)',
      },
    ],
    notice: { seeds: 100 },
  },
  {
    name: 'pages of snapshots are published without the pull after them',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: 'const rest = await ask({ term, cursors: since, wantsSums, wantsSnapshots: true });',
        put: "void since;\nconst rest: Pulled = { rowsText: '', end: { ...told.end, fresh: false, snapshots: undefined } };",
      },
    ],
    notice: { seeds: 20 },
  },
  {
    name: 'a scope that was withdrawn is not noticed',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: 'known.length > 0 && (known.length !== scopes.length || known.some((scope) => !scopes.includes(scope)))',
        put: 'known.length > scopes.length + known.length',
      },
    ],
    notice: { test: 'test/sync/faults.test.ts' },
  },
  {
    name: 'a new scope is only added to',
    edits: [
      {
        file: 'renderer/sync/pull.ts',
        find: 'known.length !== scopes.length || ',
        put: '',
      },
    ],
    // One of the regressions shows it.
    notice: { seeds: 1 },
  },
  {
    name: 'a journal that was deleted comes back without what was in it',
    edits: [
      {
        file: 'renderer/data/remembered-journal.ts',
        find: 'await putBack([...remembered, ...records]);',
        put: 'await putBack(records);',
      },
    ],
    notice: { seeds: 20 },
  },
  {
    name: 'who finds the journal deleted keeps nothing of its lists',
    edits: [
      {
        file: 'renderer/sync/leading.ts',
        find: 'if (records.length === 0 && setAside === 0) {',
        put: 'if (records.length === 0 && setAside < 0) {',
      },
    ],
    // One of the regressions shows it.
    notice: { seeds: 1 },
  },
  {
    name: 'who led before puts back what it remembers of then',
    edits: [{ file: 'renderer/data/remembered-journal.ts', find: '      remembered = [];\n', put: '' }],
    notice: { test: 'renderer/data/remembered-journal.test.ts' },
  },
  {
    name: 'a join goes on with the first token that comes',
    edits: [
      {
        file: 'shared/domain/flow/joins.ts',
        find: 'return first === undefined || there.length < tokens.length ? undefined : [first, ...others];',
        put: 'return first === undefined ? undefined : [first, ...others];',
      },
    ],
    notice: { test: 'test/differential/constructs.test.ts' },
  },
  {
    name: 'of several conditions that hold the last decides',
    edits: [
      {
        file: 'shared/domain/flow/rules.ts',
        find: "    if (take === 'first' && fitting.length > 0) break;\n",
        put: '',
      },
      {
        file: 'shared/domain/flow/rules.ts',
        find: "take === 'first' ? value.slice(0, 1) : value",
        put: "take === 'first' ? value.slice(-1) : value",
      },
    ],
    notice: { test: 'test/differential/constructs.test.ts' },
  },
  {
    name: 'an event that stops the work happens beside it',
    edits: [
      {
        file: 'shared/domain/flow/happen.ts',
        find: 'if (interrupts(boundary)) {',
        put: 'if (boundary === null) {',
      },
    ],
    notice: { test: 'test/differential/constructs.test.ts' },
  },
  {
    name: 'what a sub-process had begun goes on when it is stopped',
    edits: [
      {
        file: 'shared/domain/flow/leave.ts',
        find: 'for (const inner of run.tokens()) if (inner.parentId === token.id) cancel(run, inner);',
        put: 'run.find(token.id);',
      },
    ],
    notice: { test: 'shared/domain/flow/checked.properties.test.ts' },
  },
  {
    name: 'a token that goes leaves its timers behind',
    edits: [
      {
        file: 'shared/domain/flow/position.ts',
        find: '    tokenId === moving ||\n',
        put: '    (tokenId === moving && elementId === fired?.elementId) ||\n',
      },
    ],
    notice: { test: 'shared/domain/flow/checked.properties.test.ts' },
  },
  {
    name: 'what begins beside others is said to have stopped them',
    edits: [
      {
        file: 'shared/domain/flow/happen.ts',
        find: 'if (isInterrupting) for (const token of around)',
        put: 'if (!isInterrupting) for (const token of around)',
      },
    ],
    notice: { test: 'shared/domain/flow/checked.properties.test.ts' },
  },
];
