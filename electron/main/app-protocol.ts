/**
 * `app://raia/`: the built interface, read from beside the main process.
 *
 * A page address without a file is the interface itself; a missing asset is a
 * 404, as is every path that leaves the folder.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isAppAddress } from './app-address.ts';
import { contentSecurity } from './content-security.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export function createAppProtocol(folder: string, server: string): (request: Request) => Promise<Response> {
  const headers = { 'content-security-policy': contentSecurity(server), 'x-content-type-options': 'nosniff' };
  return async (request) => {
    const file = request.method === 'GET' ? findAsset(folder, request.url) : undefined;
    const bytes = file && (await readFile(file).catch(() => undefined));
    if (!file || !bytes) return new Response('not found', { status: 404, headers });
    const type = contentTypes[path.extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type } });
  };
}

/** The file an address names, whether or not it is there; undefined for one outside the folder. */
export function findAsset(folder: string, address: string): string | undefined {
  if (!isAppAddress(address)) return undefined;
  const name = decode(new URL(address).pathname);
  // Windows reads a backslash as a slash; a NUL ends a name early.
  if (name === undefined || /[\\\0]/.test(name)) return undefined;
  const root = path.resolve(folder);
  const file = path.join(root, path.extname(name) ? name : 'index.html');
  return file.startsWith(root + path.sep) ? file : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
