/** A picture of pixels out of a drawing, with letters of our own: a server may have no fonts. */
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const faces = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

export function toPng(svg: string, width: number, height: number): Uint8Array {
  const fontFiles = faces.map((face) =>
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${face}`)),
  );
  const picture = new Resvg(svg, {
    font: { fontFiles, loadSystemFonts: true, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'width', value: Math.max(1, Math.round(width * scaleOf(width, height))) },
  });
  return picture.render().asPng();
}

/** Twice the pixels of the drawing, for paper and sharp screens, as long as they are not too many. */
export function scaleOf(width: number, height: number): number {
  const byArea = Math.sqrt(mostPixels / (width * height));
  return Math.min(2, longestSide / Math.max(width, height), byArea);
}

const longestSide = 16_000;
/** Each takes four bytes, and as many again while the file is written. */
const mostPixels = 40_000_000;
