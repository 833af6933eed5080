import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '#server/cli/command.ts';
import { commands } from '#server/cli/commands.ts';
import { languages } from '#shared/lib/words.ts';
import { resources } from '#shared/text/resources.ts';
import { aCli } from '#test/support/cli-run.ts';
import { seed } from '#test/support/seed.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const bugs = languages.map((language) => resources[language].cli.bug.replace('{{detail}}', ''));

test('whatever is typed, every command answers in words with 0, 1 or 2 and never a stack trace', async () => {
  const url = await createTestDatabaseUrl();
  const { folder, raia: prepare } = aCli(url);
  await prepare('demo', '--cases', '4', '--password', 'x', '--data', folder);
  const file = join(folder, 'some.csv');
  await writeFile(file, 'id,message\n1,hello\n2,"bro"ken\n');
  const database = fc.constantFrom(url, url, url, 'postgres://127.0.0.1:1/none', 'nonsense', `${url}x`);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...commands), typedFor(file), database, async (command, typed, at) => {
      const argv = [...command.name.split(' '), ...typed(command), '--data', folder];
      // Only the server runs until it is stopped; it is at once.
      const { raia } = aCli(at, command.name === 'serve' ? { stopped: () => Promise.resolve() } : {});
      const { code, out, err } = await raia(...argv);
      const said = `${JSON.stringify(argv)}\n${out}${err}`;
      expect([0, 1, 2], said).toContain(code);
      expect(said).not.toMatch(/\n\s+at .+:\d+/);
      for (const bug of bugs) expect(err, said).not.toContain(bug);
      if (code !== 0) expect(err.trim(), said).not.toBe('');
      if (out !== '') expect(() => JSON.parse(out), said).not.toThrow();
    }),
    { seed, numRuns: 150 },
  );
});

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

/** Its own options and others, with values that fit, nearly fit or do not. */
function typedFor(file: string): fc.Arbitrary<(command: Command) => readonly string[]> {
  const value = fc.oneof(
    fc.constantFrom('', '0', '7', '-1', '99999999', 'ana', 'agent,lead', 'es', 'T0', 'Farol Sistemas', file),
    fc.constantFrom('message=subject', '../..', '127.0.0.1', '::1', '0.0.0.0', '--json', '-', '--'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const part = fc.tuple(fc.nat(), fc.boolean(), value);
  const others = fc.array(fc.oneof(value, fc.constantFrom('--help', '--json', '--nope', '--lang=es')), {
    maxLength: 2,
  });
  return fc
    .tuple(fc.array(part, { maxLength: 5 }), fc.array(value, { maxLength: 2 }), others)
    .map(([parts, positionals, more]) => (command) => {
      const names = Object.keys(command.options);
      const options = parts.flatMap(([at, isJoined, text]) => {
        const name = names[at % Math.max(names.length, 1)];
        if (name === undefined) return [];
        if (command.options[name]?.type === 'boolean') return [`--${name}`];
        return isJoined ? [`--${name}=${text}`] : [`--${name}`, text];
      });
      return [...positionals, ...options, ...more];
    });
}
