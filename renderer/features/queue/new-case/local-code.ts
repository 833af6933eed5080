/**
 * The short code a case is known by until the server gives it a number.
 *
 * Taken from the random end of the case's id, in letters and digits that are
 * not mistaken for one another on the phone (no I, L, O, U).
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function localCodeOf(caseId: string): string {
  const bits = Number.parseInt(caseId.replaceAll('-', '').slice(-7), 16);
  const letters = Array.from({ length: 5 }, (_, place) => alphabet[Math.floor(bits / 32 ** place) % 32]);
  return `L-${letters.reverse().join('')}`;
}
