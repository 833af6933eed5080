/** Whether something built is as new as what it is built from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './program.mjs';

const stamps = path.join(root, 'dist', '.stamps');

/** Runs `build` unless its sources are those of the last time and `product` is there. True when it ran. */
export async function buildIfOlder({ name, sources, product }, build) {
  const stamp = path.join(stamps, name);
  const now = digestOf(sources);
  const isFresh =
    existsSync(path.join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (isFresh) return false;
  rmSync(stamp, { force: true });
  await build();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Names, sizes and times of every source; tests are not built. */
function digestOf(sources) {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) for (const file of filesOf(path.join(root, source))) hash.update(file);
  return hash.digest('hex');
}

function filesOf(place) {
  if (!existsSync(place)) return [];
  const stat = statSync(place);
  if (stat.isDirectory())
    return readdirSync(place)
      .sort()
      .flatMap((name) => filesOf(path.join(place, name)));
  if (/\.test\.tsx?$/.test(place)) return [];
  return [`${path.relative(root, place)} ${stat.size} ${stat.mtimeMs}\n`];
}
