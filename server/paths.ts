/** Where the files of the package lie, from the sources and from the bundle alike. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** The folder whose package.json is ours, walking up from this file. */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

export const packageVersion: string = readManifest(packageRoot)?.version ?? '';

export function inPackage(...parts: readonly string[]): string {
  return join(packageRoot, ...parts);
}

function findPackageRoot(folder: string): string {
  if (readManifest(folder)?.name === 'raia') return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The package folder of raia was not found above its own code');
  return findPackageRoot(above);
}

function readManifest(folder: string): z.infer<typeof manifestSchema> | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
}
