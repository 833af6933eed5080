/**
 * Keeps the web app on this computer, so that it opens again without a network.
 *
 * Every file of a build is fetched at install. A page is asked from the server
 * first, so that a newer build is found, and from here when no answer comes.
 * Nothing of `/api` passes through: data has its own store and its own truth.
 * A newer worker waits until no page of the older one is open, so that a page
 * never loses the files it came with.
 */

/** Put in by scripts/build.mjs: the files of this build, and its name. */
declare const __ASSETS__: readonly string[];
declare const __BUILD__: string;

declare const self: ServiceWorkerGlobalScope;

const cacheName = `raia-${__BUILD__}`;
const page = 'index.html';
const patienceMs = 3_000;

self.addEventListener('install', (event) => {
  const files = __ASSETS__.map((path) => new Request(path, { cache: 'reload' }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname === '/' || url.pathname === `/${page}`) event.respondWith(openPage(request));
  } else if (!url.pathname.startsWith('/api/')) event.respondWith(findFile(request));
});

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('raia-') && name !== cacheName).map((name) => caches.delete(name)),
  );
}

async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) return answer;
  } catch {
    // No network, or one that does not answer: the page of this computer will do.
  }
  return (await caches.match(page, { cacheName })) ?? Response.error();
}

async function findFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

export {};
