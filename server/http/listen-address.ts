export type ListenWish = { readonly host: string; readonly hasTls: boolean; readonly isBehindProxy: boolean };

/** Null when the server may listen there; else the sentence that says why not. */
export function whyNotListen(_wish: ListenWish): string | null {
  throw new Error('Not built yet');
}
