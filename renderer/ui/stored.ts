/** Small preferences of this device. A browser that keeps nothing forgets them with the window. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing anyone wrote is kept here; the next window begins with the usual.
  }
}
