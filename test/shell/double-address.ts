/**
 * Chromium alone does not know `app://`. It is shown
 * `https://raia.app-scheme.localhost/x` for `app://raia/x`: also a secure
 * context of its own origin.
 */
export const shownSuffix = '.app-scheme.localhost';
export const appOrigin = 'app://raia';
export const shownOrigin = `https://raia${shownSuffix}`;

export function toShown(address: string): string {
  return address.replace(/^app:\/\/([^/]+)/, `https://$1${shownSuffix}`);
}

export function toReal(address: string): string {
  return address.replace(/^https:\/\/([^/]+)\.app-scheme\.localhost/, 'app://$1');
}
