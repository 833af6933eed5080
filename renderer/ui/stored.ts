/**
 * Small preferences of this device, or of one window for as long as it is open.
 * A browser that keeps nothing forgets them with the window.
 */
type Place = 'device' | 'window';

export function readStored(key: string, place: Place = 'device'): string | null {
  try {
    return storageOf(place).getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string, place: Place = 'device'): void {
  try {
    storageOf(place).setItem(key, value);
  } catch {
    // Nothing anyone wrote is kept here; the next window begins with the usual.
  }
}

function storageOf(place: Place): Storage {
  return place === 'device' ? localStorage : sessionStorage;
}
