import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '#server/cli/command.ts';
import { commands } from '#server/cli/commands.ts';
import { firstFlowFile } from '#server/cli/company-setup.ts';
import { inPackage } from '#server/paths.ts';
import { languages } from '#shared/lib/words.ts';
import { resources } from '#shared/text/resources.ts';
import { aCli } from '#test/support/cli-run.ts';
import { seed } from '#test/support/seed.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const bugs = languages.map((language) => resources[language].cli.bug.replace('{{detail}}', ''));

test.each(commands.map((command) => [command.name, command] as const))(
  'whatever is typed, raia %s answers in words with 0, 1 or 2 and never a stack trace',
  async (_, command) => {
    const url = await createTestDatabaseUrl();
    const { folder, raia: prepare } = aCli(url);
    await prepare('demo', '--cases', '3', '--password', 'x', '--data', folder);
    const cases = join(folder, 'some.csv');
    await writeFile(cases, 'id,message\n1,hello\n2,"bro"ken\n');
    const file = command.name.startsWith('flow ') ? inPackage('resources', 'flows', firstFlowFile) : cases;
    const check = async (typed: readonly string[], database: string) => {
      const argv = [...command.name.split(' '), ...typed, '--data', folder];
      // Only the server runs until it is stopped; it is at once.
      const { raia } = aCli(database, command.name === 'serve' ? { stopped: () => Promise.resolve() } : {});
      const { code, out, err } = await raia(...argv);
      const said = `${JSON.stringify(argv)}\n${out}${err}`;
      expect([0, 1, 2], said).toContain(code);
      expect(said).not.toMatch(/\n\s+at .+:\d+/);
      for (const bug of bugs) expect(err, said).not.toContain(bug);
      if (code !== 0) expect(err.trim(), said).not.toBe('');
      if (out !== '' || (code !== 0 && argv.includes('--json')))
        expect(() => JSON.parse(out), said).not.toThrow();
      return code;
    };
    // What is meant is understood: nothing but complaints about usage would prove nothing.
    expect(await check(asMeant(command, file, folder), url)).not.toBe(2);
    expect(await check([...asMeant(command, file, folder), '--lang', '\0'], url)).toBe(2);
    const database = fc.constantFrom(url, url, url, 'postgres://127.0.0.1:1/none', 'nonsense', `${url}x`);
    await fc.assert(
      fc.asyncProperty(typedFor(command, file, folder), database, async (typed, at) => {
        await check(typed, at);
      }),
      { seed, numRuns: 25 },
    );
  },
);

test('what is no command at all is answered with those there are', async () => {
  const { raia } = aCli(await createTestDatabaseUrl());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }), async (argv) => {
      const { code, err } = await raia('x', ...argv);
      expect([0, 2]).toContain(code);
      expect(err).toMatch(/raia/);
    }),
    { seed, numRuns: 50 },
  );
});

test('every command tells its usage, in every language', async () => {
  const { raia } = aCli();
  for (const command of commands)
    for (const language of languages) {
      const { code, err } = await raia(...command.name.split(' '), '--help', '--lang', language);
      expect(code).toBe(0);
      expect(err).toContain(`raia ${command.name}`);
      expect(err).not.toMatch(/usages|summaries|\{\{/);
    }
});

function meantFor(file: string, folder: string): Readonly<Record<string, readonly string[]>> {
  return {
    ...{ LOGIN: ['lia', 'ana', 'tania'], FILE: [file], ID: ['T0', 'T9'], name: ['Ana Reis'], port: ['0'] },
    ...{ roles: ['agent', 'agent,lead'], team: ['Atendimento'], company: ['Farol Sistemas', 'Casa Aurora'] },
    ...{ cases: ['0', '3'], map: ['message=subject', 'id=message'], as: ['tania'], flow: ['T0'] },
    ...{ NAME: ['Implantação'], teams: ['Atendimento', ''], floors: ['Atendimento'] },
    ...{ FLOW: ['T0', file], PATTERN: ['A1', 'A2'] },
    // Written to, in the folder of the test.
    ...{ OUT: ['out.bpmn', 'out.svg', 'out.png'].map((name) => join(folder, name)) },
    ...{ IN: [file], channels: ['phone,chat'], categories: ['billing'] },
    ...{ host: ['127.0.0.1', '0.0.0.0'], language: ['es'], password: ['segredo-12'] },
  };
}

function asMeant(command: Command, file: string, folder: string): readonly string[] {
  const meant = meantFor(file, folder);
  const positionals = command.positionals.map((name) => meant[name]?.[0] ?? '');
  const options = ['name', 'port'].filter((name) => name in command.options);
  return [...positionals, ...options.flatMap((name) => [`--${name}`, meant[name]?.[0] ?? ''])];
}

/** Positionals and options of the command, mostly as they are meant, some nearly so, some not at all. */
function typedFor(command: Command, file: string, folder: string): fc.Arbitrary<readonly string[]> {
  const meant = meantFor(file, folder);
  const odd = fc.oneof(
    fc.constantFrom('', '-1', '99999999', '../..', '::1', '--json', '-', '--', 'agent,,', 'a=b=c'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const valueFor = (name: string) => {
    const known = meant[name];
    if (known === undefined) return odd;
    // A name of a file to write is taken in the folder of the test.
    const inFolder = odd.map((typed) => join(folder, typed));
    if (name === 'FILE' && command.name === 'backup') return inFolder;
    const unmeant = name === 'OUT' ? inFolder : odd;
    return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 6 }, { arbitrary: unmeant, weight: 1 });
  };
  const option = (name: string) =>
    command.options[name]?.type === 'boolean'
      ? fc.constant([`--${name}`])
      : fc
          .tuple(valueFor(name), fc.boolean())
          .map(([value, isJoined]) => (isJoined ? [`--${name}=${value}`] : [`--${name}`, value]));
  const names = Object.keys(command.options);
  const options =
    names.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...names.map(option)), { maxLength: 4 });
  const more = fc.array(fc.constantFrom('--help', '--json', '--nope', 'extra', '--lang=es', '-x'), {
    maxLength: 2,
  });
  return fc
    .tuple(
      fc.tuple(...command.positionals.map(valueFor)),
      options,
      fc.oneof(fc.constant([]), fc.constant([]), more),
    )
    .map(([positionals, given, last]) => [...positionals, ...given.flat(), ...last]);
}
