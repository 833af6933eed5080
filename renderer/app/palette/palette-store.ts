import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, palette] = createSpotlight();

export function openPalette(): void {
  palette.open();
}

/** What came without a key being pressed is gone through from its beginning. */
export function startAtFirst(): void {
  paletteStore.updateState((state) => ({ ...state, selected: 0 }));
}
