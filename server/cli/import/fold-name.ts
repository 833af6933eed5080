import { fold } from '#shared/lib/fold.ts';

/** Words compared as people mean them: `Data_de Abertura` and `data de abertura` are the same. */
export function foldName(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
