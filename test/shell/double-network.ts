/**
 * The network of the stand-in.
 *
 * `app://` is answered by the handler the real main process registered. Other
 * requests go to the real server under the app's true origin, with the
 * preflight a browser would send; sockets go through untouched.
 */
import type { APIResponse, BrowserContext, Frame, Request as PageRequest, Route } from 'playwright';
import { appOrigin, shownOrigin, toReal } from './double-address.ts';
import { state } from './double-state.ts';

export async function routeNetwork(context: BrowserContext): Promise<void> {
  await context.route(/.*/, async (route) => {
    try {
      await answer(route);
    } catch (error) {
      // A page that goes away takes its requests along.
      if (!/has been closed|already handled/.test(String(error))) throw error;
    }
  });
}

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const address = new URL(toReal(request.url()));
  if (request.isNavigationRequest() && !mayNavigate(request, address.href))
    return route.fulfill({ status: 204 });
  const serve = state.schemes.get(address.protocol.slice(0, -1));
  if (serve) return fulfil(route, await serve(new Request(address, { method: request.method() })));
  if (state.isOffline) return route.abort('internetdisconnected');
  return forward(route, request);
}

/** The app's own opening of a page is not asked about, as in Electron. */
function mayNavigate(request: PageRequest, url: string): boolean {
  const frame = frameOf(request);
  const window = state.windows.find(
    (candidate) => candidate.page !== undefined && candidate.page === frame?.page(),
  );
  if (!window) {
    // Of a link with a target Electron tells the handler for new windows.
    if (!frame) state.windows[0]?.webContents.openHandler?.({ url });
    return frame !== undefined;
  }
  if (!window.isLoaded) return true;
  let isPrevented = false;
  const preventDefault = (): void => {
    isPrevented = true;
  };
  window.webContents.emit('will-frame-navigate', { url, isMainFrame: !frame?.parentFrame(), preventDefault });
  return !isPrevented;
}

/** Undefined for a page that does not exist yet: the one a link would open. */
function frameOf(request: PageRequest): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

async function fulfil(route: Route, response: Response): Promise<void> {
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

async function forward(route: Route, request: PageRequest): Promise<void> {
  const { referer: _shown, ...headers } = request.headers();
  const refusal = await preflightRefusal(request, headers);
  if (refusal) return route.abort(refusal);
  let response: APIResponse;
  try {
    response = await route.fetch({ headers: { ...headers, origin: appOrigin }, maxRedirects: 0 });
  } catch {
    return route.abort('connectionrefused');
  }
  const allowed = response.headers()['access-control-allow-origin'];
  const shown = allowed === appOrigin ? { 'access-control-allow-origin': shownOrigin } : undefined;
  return route.fulfill({ response, headers: { ...response.headers(), ...shown } });
}

const simpleHeaders =
  /^(accept|accept-language|content-language|origin|referer|user-agent|sec-.*|host|connection|accept-encoding|cache-control|pragma|content-length)$/;

/** Playwright answers preflights itself; this asks the server, so that its own answer counts. */
async function preflightRefusal(
  request: PageRequest,
  headers: Readonly<Record<string, string>>,
): Promise<'connectionrefused' | 'failed' | undefined> {
  const method = request.method();
  const named = Object.keys(headers).filter((name) => {
    const isPlainBody =
      name === 'content-type' &&
      /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/.test(headers[name] ?? '');
    return !simpleHeaders.test(name) && !isPlainBody;
  });
  if (named.length === 0 && ['GET', 'HEAD', 'POST'].includes(method)) return undefined;
  try {
    const reply = await fetch(request.url(), {
      method: 'OPTIONS',
      headers: {
        origin: appOrigin,
        'access-control-request-method': method,
        'access-control-request-headers': named.join(','),
      },
    });
    return reply.ok && allows(reply.headers, method, named) ? undefined : 'failed';
  } catch {
    return 'connectionrefused';
  }
}

function allows(answer: Headers, method: string, named: readonly string[]): boolean {
  const list = (name: string): readonly string[] =>
    (answer.get(name) ?? '')
      .toLowerCase()
      .split(',')
      .map((item) => item.trim());
  const isMethodAllowed =
    ['GET', 'HEAD', 'POST'].includes(method) ||
    list('access-control-allow-methods').includes(method.toLowerCase());
  const allowed = list('access-control-allow-headers');
  return (
    answer.get('access-control-allow-origin') === appOrigin &&
    isMethodAllowed &&
    named.every((name) => allowed.includes(name))
  );
}
