/** A picture of pixels out of a drawing, with letters of our own: a server may have no fonts. */
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const faces = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

/** Twice the pixels of the drawing, for paper and sharp screens; never above `mostPixels` on a side. */
export function toPng(svg: string, width: number, height: number): Uint8Array {
  const scale = Math.min(2, mostPixels / Math.max(width, height));
  const fontFiles = faces.map((face) =>
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${face}`)),
  );
  const picture = new Resvg(svg, {
    font: { fontFiles, loadSystemFonts: true, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'width', value: Math.max(1, Math.round(width * scale)) },
  });
  return picture.render().asPng();
}

const mostPixels = 16_000;
