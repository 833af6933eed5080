import { must } from '#shared/lib/must.ts';

/** The number at a place of a list where there is one by construction. */
export function at(list: ArrayLike<number>, index: number): number {
  return must(list[index], 'number in a layout');
}

/** The same for anything else. */
export function one<T>(list: readonly T[], index: number): T {
  return must(list[index], 'part of a layout');
}

export function least(numbers: readonly number[], otherwise: number): number {
  return numbers.length === 0 ? otherwise : numbers.reduce((a, b) => Math.min(a, b));
}

export function most(numbers: readonly number[], otherwise: number): number {
  return numbers.length === 0 ? otherwise : numbers.reduce((a, b) => Math.max(a, b));
}
