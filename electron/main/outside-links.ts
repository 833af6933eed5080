/** Which links may leave the app, for the system's browser or mail program. */
export function isOutsideLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'mailto:';
}
