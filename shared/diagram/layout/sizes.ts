/** The measures of a diagram that is laid out, in pixels at 100 %. All are even, so that middles are whole numbers. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Words } from '#shared/lib/words.ts';
import type { Size } from '../geometry.ts';

export type Form = 'box' | 'diamond' | 'circle';

const box: Size = { width: 168, height: 56 };
const diamond: Size = { width: 40, height: 40 };
const circle: Size = { width: 36, height: 36 };

export const sizes: Readonly<Record<Form, Size>> = { box, diamond, circle };

/** Two lines side by side. */
export const trackGap = 12;
/** Between a line and the shapes along it. */
export const lineRoom = 16;
/** Between two columns where nothing runs. */
export const columnGap = 40;
/** Between two rows where nothing runs. */
export const rowGap = 20;
/** Left and right of everything. */
export const sideRoom = 24;
/** Above the first row of a lane, where its name stands. */
export const headRoom = 30;
export const footRoom = 16;
export const emptyBand = 84;

/** The name of a circle or a diamond: two lines of it. */
export const nameHeight = 30;
/** How much of it may stand in the gaps left and right of its column. */
export const nameOverhang = 16;
const nameWidth = 140;
const letterWidth = 6.6;

export function formOf({ kind }: Pick<FlowElement, 'kind'>): Form {
  switch (kind) {
    case 'start':
    case 'throw':
    case 'catch':
    case 'boundary':
    case 'end':
      return 'circle';
    case 'gateway':
      return 'diamond';
    case 'step':
    case 'automatic':
    case 'call':
    case 'sub-process':
      return 'box';
  }
}

/** How wide the name is that stands above or below the shape. */
export function widthOfName(element: FlowElement): number {
  const longest = Math.max(...Object.values(element.name).map((name) => name.length));
  return even(Math.min(nameWidth, longest * letterWidth));
}

/** How wide a gap must be in which a way has its name: its longest word, and some line on both sides. */
export function gapOfName(name: Words): number {
  const words = Object.values(name).flatMap((each) => each.split(' '));
  return even(Math.max(...words.map((word) => word.length)) * letterWidth + 12);
}

export function even(length: number): number {
  return 2 * Math.ceil(length / 2);
}
