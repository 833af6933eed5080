/**
 * Makes the web app installable and able to reload offline. The desktop app
 * brings its files along and needs none of this.
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || 'desktop' in window) return;
  if (!location.protocol.startsWith('http') || !('serviceWorker' in navigator)) return;
  // Without it (a private window) the app works the same until it is reloaded offline.
  navigator.serviceWorker.register('./service-worker.js').catch(() => {});
}
