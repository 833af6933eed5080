/** Boxes by where they are, so that who looks for those near a place need not look at all. */
import { type Box, overlap } from './geometry.ts';

const side = 160;

export class Buckets<T extends Box> {
  private readonly byPlace = new Map<string, T[]>();

  add(item: T): void {
    for (const key of keysOf(item)) {
      const bucket = this.byPlace.get(key);
      if (bucket === undefined) this.byPlace.set(key, [item]);
      else bucket.push(item);
    }
  }

  /** All that overlap `box`, each once. */
  at(box: Box): ReadonlySet<T> {
    const found = keysOf(box).flatMap((key) => this.byPlace.get(key) ?? []);
    return new Set(found.filter((item) => overlap(item, box)));
  }
}

function keysOf({ x, y, width, height }: Box): readonly string[] {
  const keys: string[] = [];
  for (let across = Math.floor(x / side); across <= Math.floor((x + width) / side); across++)
    for (let down = Math.floor(y / side); down <= Math.floor((y + height) / side); down++)
      keys.push(`${across} ${down}`);
  return keys;
}
