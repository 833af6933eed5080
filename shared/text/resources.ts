/**
 * Every word people read, by language and namespace.
 *
 * pt-BR is the reference: a key missing in another language, or one too many,
 * does not compile.
 */
import type { Language } from '#shared/lib/words.ts';
import enBoard from './en/board.json' with { type: 'json' };
import enCarried from './en/carried.json' with { type: 'json' };
import enCase from './en/case.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enComputer from './en/computer.json' with { type: 'json' };
import enDesktop from './en/desktop.json' with { type: 'json' };
import enFiles from './en/files.json' with { type: 'json' };
import enKnowledge from './en/knowledge.json' with { type: 'json' };
import enMap from './en/map.json' with { type: 'json' };
import enMigration from './en/migration.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enQueue from './en/queue.json' with { type: 'json' };
import enRefusals from './en/refusals.json' with { type: 'json' };
import enSession from './en/session.json' with { type: 'json' };
import enShell from './en/shell.json' with { type: 'json' };
import enSync from './en/sync.json' with { type: 'json' };
import esBoard from './es/board.json' with { type: 'json' };
import esCarried from './es/carried.json' with { type: 'json' };
import esCase from './es/case.json' with { type: 'json' };
import esCli from './es/cli.json' with { type: 'json' };
import esCommon from './es/common.json' with { type: 'json' };
import esComputer from './es/computer.json' with { type: 'json' };
import esDesktop from './es/desktop.json' with { type: 'json' };
import esFiles from './es/files.json' with { type: 'json' };
import esKnowledge from './es/knowledge.json' with { type: 'json' };
import esMap from './es/map.json' with { type: 'json' };
import esMigration from './es/migration.json' with { type: 'json' };
import esProblems from './es/problems.json' with { type: 'json' };
import esQueue from './es/queue.json' with { type: 'json' };
import esRefusals from './es/refusals.json' with { type: 'json' };
import esSession from './es/session.json' with { type: 'json' };
import esShell from './es/shell.json' with { type: 'json' };
import esSync from './es/sync.json' with { type: 'json' };
import ptBoard from './pt-BR/board.json' with { type: 'json' };
import ptCarried from './pt-BR/carried.json' with { type: 'json' };
import ptCase from './pt-BR/case.json' with { type: 'json' };
import ptCli from './pt-BR/cli.json' with { type: 'json' };
import ptCommon from './pt-BR/common.json' with { type: 'json' };
import ptComputer from './pt-BR/computer.json' with { type: 'json' };
import ptDesktop from './pt-BR/desktop.json' with { type: 'json' };
import ptFiles from './pt-BR/files.json' with { type: 'json' };
import ptKnowledge from './pt-BR/knowledge.json' with { type: 'json' };
import ptMap from './pt-BR/map.json' with { type: 'json' };
import ptMigration from './pt-BR/migration.json' with { type: 'json' };
import ptProblems from './pt-BR/problems.json' with { type: 'json' };
import ptQueue from './pt-BR/queue.json' with { type: 'json' };
import ptRefusals from './pt-BR/refusals.json' with { type: 'json' };
import ptSession from './pt-BR/session.json' with { type: 'json' };
import ptShell from './pt-BR/shell.json' with { type: 'json' };
import ptSync from './pt-BR/sync.json' with { type: 'json' };

const reference = {
  board: ptBoard,
  carried: ptCarried,
  case: ptCase,
  cli: ptCli,
  common: ptCommon,
  computer: ptComputer,
  desktop: ptDesktop,
  files: ptFiles,
  knowledge: ptKnowledge,
  map: ptMap,
  migration: ptMigration,
  problems: ptProblems,
  queue: ptQueue,
  refusals: ptRefusals,
  session: ptSession,
  shell: ptShell,
  sync: ptSync,
};

export type Texts = typeof reference;
export type Namespace = keyof Texts;

export const resources: Readonly<Record<Language, Texts>> = {
  'pt-BR': reference,
  es: {
    board: esBoard,
    carried: esCarried,
    case: esCase,
    cli: esCli,
    common: esCommon,
    computer: esComputer,
    desktop: esDesktop,
    files: esFiles,
    knowledge: esKnowledge,
    map: esMap,
    migration: esMigration,
    problems: esProblems,
    queue: esQueue,
    refusals: esRefusals,
    session: esSession,
    shell: esShell,
    sync: esSync,
  },
  en: {
    board: enBoard,
    carried: enCarried,
    case: enCase,
    cli: enCli,
    common: enCommon,
    computer: enComputer,
    desktop: enDesktop,
    files: enFiles,
    knowledge: enKnowledge,
    map: enMap,
    migration: enMigration,
    problems: enProblems,
    queue: enQueue,
    refusals: enRefusals,
    session: enSession,
    shell: enShell,
    sync: enSync,
  },
};
