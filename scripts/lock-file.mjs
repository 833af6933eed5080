/**
 * The registry sometimes has a package before the binaries of every platform.
 * A lock file written then has holes, and `npm ci` fails on the other systems.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launch, root, say } from './program.mjs';

export function checkLockFile() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const places = Object.keys(packages);
  const holes = Object.entries(packages).flatMap(([place, { version, optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places.some((other) => other.endsWith(`node_modules/${name}`)))
      .map((name) => `${place} ${version} misses ${name}`),
  );
  for (const hole of holes) say(hole);
  return holes.length === 0;
}

await launch(import.meta, async () => {
  if (!checkLockFile()) process.exitCode = 1;
});
