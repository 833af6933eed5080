import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const config: { forbidden: readonly IForbiddenRuleType[]; options: ICruiseOptions } = JSON.parse(
  readFileSync(join(root, '.dependency-cruiser.json'), 'utf8'),
);

/** For each rule a file that breaks it and what that file imports. */
const breaches: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-circles': ['shared/lib/circle.ts', 'shared/lib/circle.ts'],
  resolvable: ['server/lost.ts', './nowhere.ts'],
  'lib-alone': ['shared/lib/a.ts', 'shared/domain/people/person.ts'],
  'domain-low': ['shared/domain/case/a.ts', 'shared/protocol/messages.ts'],
  'people-first': ['shared/domain/people/a.ts', 'shared/domain/case/case.ts'],
  'calendar-below-flow': ['shared/domain/calendar/a.ts', 'shared/domain/flow/flow.ts'],
  'flow-below-case': ['shared/domain/flow/a.ts', 'shared/domain/sla/clock.ts'],
  'sla-below-case': ['shared/domain/sla/a.ts', 'shared/domain/case/case.ts'],
  'case-below-knowledge': ['shared/domain/case/b.ts', 'shared/domain/knowledge/article.ts'],
  'knowledge-below-insight': ['shared/domain/knowledge/a.ts', 'shared/domain/insight/median.ts'],
  'mutations-pure': ['shared/mutations/a.ts', 'shared/protocol/messages.ts'],
  'contracts-thin': ['shared/protocol/a.ts', 'shared/mutations/note.ts'],
  'ipc-typeless': ['shared/ipc/a.ts', 'shared/domain/case/case.ts'],
  'shared-tools-apart': ['shared/text/a.ts', 'shared/search/articles.ts'],
  'shared-anywhere': ['shared/lib/b.ts', 'node:fs'],
  'shared-no-platform': ['shared/lib/c.ts', 'react'],
  'renderer-alone': ['renderer/app/a.ts', 'server/paths.ts'],
  'renderer-no-node': ['renderer/app/b.ts', 'node:path'],
  'server-alone': ['server/a.ts', 'electron/main/main.ts'],
  'electron-alone': ['electron/main/a.ts', 'renderer/ui/button.ts'],
  'preload-thin': ['electron/preload/a.ts', 'shared/lib/must.ts'],
  'ui-knows-nothing': ['renderer/ui/a.ts', 'shared/domain/case/case.ts'],
  'data-below': ['renderer/data/a.ts', 'renderer/sync/push.ts'],
  'sync-below-features': ['renderer/sync/a.ts', 'renderer/features/queue/list.ts'],
  'diagram-gets-props': ['renderer/diagram/a.ts', 'renderer/data/rows.ts'],
  'features-below-app': ['renderer/features/queue/a.ts', 'renderer/app/routes.ts'],
  'features-apart': ['renderer/features/queue/b.ts', 'renderer/features/case/screen.ts'],
  'service-worker-alone': ['renderer/service-worker/a.ts', 'shared/lib/must.ts'],
};

const allowed: readonly (readonly [from: string, to: string])[] = [
  ['shared/domain/case/fine.ts', 'shared/domain/flow/flow.ts'],
  ['shared/mutations/fine.ts', 'shared/domain/case/case.ts'],
  ['shared/text/fine.ts', 'shared/lib/must.ts'],
  ['renderer/app/fine.ts', 'renderer/features/queue/list.ts'],
  ['renderer/features/queue/fine.ts', 'renderer/diagram/map.ts'],
  ['renderer/sync/fine.ts', 'renderer/data/rows.ts'],
  ['server/fine.ts', 'shared/protocol/messages.ts'],
  ['electron/main/fine.ts', 'shared/ipc/contract.ts'],
];

let folder: string;
let violations: readonly { readonly rule: string; readonly from: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raia-boundaries-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'tsconfig.json'), '{}');
  for (const [from, to] of [...Object.values(breaches), ...allowed]) plant(from, to);
  const { tsConfig, ...options } = config.options;
  const { output } = await cruise(['electron', 'renderer', 'server', 'shared'], {
    ...options,
    ...{ ruleSet: { forbidden: [...config.forbidden] }, validate: true, baseDir: folder },
  });
  if (typeof output === 'string') throw new Error(output);
  violations = namesOf(output);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(config.forbidden.map((rule) => rule.name ?? ''))('%s is noticed where it is broken', (rule) => {
  expect(violations).toContainEqual({ rule, from: breaches[rule]?.[0] });
});

test('what may be imported is not complained about', () => {
  const fine = allowed.map(([from]) => from);
  expect(violations.filter(({ from }) => fine.includes(from))).toEqual([]);
});

test('every rule says where to go instead', () => {
  for (const { name, comment } of config.forbidden) expect(comment?.length, name).toBeGreaterThan(40);
});

/** A file that imports another one, which exists unless it is meant to be missing or a package. */
function plant(from: string, to: string): void {
  const isOurs = /^(shared|renderer|server|electron)\//.test(to);
  const up = from.split('/').slice(1).fill('..').join('/');
  if (isOurs && from !== to) write(to, 'export const value = 1;\n');
  const target = isOurs ? `./${up}/${to}` : to;
  write(from, `import { value } from '${target}';\nexport const planted = value;\n`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function namesOf(result: ICruiseResult): readonly { readonly rule: string; readonly from: string }[] {
  return result.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}
