/** Links into the app: `raia://case/ID`. */
import { z } from 'zod';
import type { ShellEvent } from '#shared/ipc/contract.ts';

export const linkScheme = 'raia';
const caseIdSchema = z.uuid();

/** What a link asks for; undefined for anything that is not one of ours. */
export function parseDeepLink(text: string): ShellEvent | undefined {
  const id = /^raia:\/\/case\/([^/?#]+)\/?$/i.exec(text)?.[1];
  const parsed = caseIdSchema.safeParse(id?.toLowerCase());
  return parsed.success ? { kind: 'open-case', caseId: parsed.data } : undefined;
}

/** The link among the arguments a copy of the app was started with. */
export function findDeepLink(argv: readonly string[]): ShellEvent | undefined {
  return argv.map(parseDeepLink).find((event) => event !== undefined);
}
