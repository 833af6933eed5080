/** Where the window was, kept over a restart. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const windowStateSchema = z
  .object({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().min(400).max(20_000),
    height: z.number().int().min(300).max(20_000),
    isMaximized: z.boolean(),
  })
  .readonly();
export type WindowState = z.infer<typeof windowStateSchema>;
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Undefined when there is none to trust; the window then opens in the middle. */
export function readWindowState(file: string, screens: readonly Area[]): WindowState | undefined {
  const state = parseState(file);
  return state && screens.some((screen) => isWithinReach(state, screen)) ? state : undefined;
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch (error) {
    // Losing a position must not keep a window from closing.
    console.error('window position not kept:', error);
  }
}

function parseState(file: string): WindowState | undefined {
  try {
    return windowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Enough of the title bar lies on a screen that is still plugged in. */
function isWithinReach(state: WindowState, screen: Area): boolean {
  const visible = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
  return visible >= 100 && state.y >= screen.y && state.y <= screen.y + screen.height - 50;
}
