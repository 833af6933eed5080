/** Whether IndexedDB failed for want of room. Dexie wraps the reason, sometimes twice. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'QuotaExceededError') return true;
  const inner = 'inner' in error ? error.inner : error.cause;
  return inner !== error && isFull(inner);
}
