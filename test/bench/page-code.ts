/** The code of a page of measurements, bundled to be put into an empty page. */
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright';

const made = new Map<string, Promise<string>>();

/** `entry` is a path within test/bench. */
export function pageCode(entry: string): Promise<string> {
  return codeOf(path.join('test', 'bench', entry));
}

/** Of a worker of the app, which its own code looks for beside the page. */
export function workerCode(name: string): Promise<string> {
  return codeOf(path.join('renderer', 'data', name));
}

function codeOf(entry: string): Promise<string> {
  const code = made.get(entry) ?? bundled(entry);
  made.set(entry, code);
  return code;
}

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    // As libraries that also run in Node expect it of a bundler.
    // Where the workers of the app are then looked for; see bare-page.ts.
    define: {
      global: 'globalThis',
      'process.env.NODE_ENV': '"production"',
      'import.meta.url': '"https://bare.example/"',
    },
    // Two of them refuse to run in one page; RxDB brings one along.
    alias: { dexie: path.resolve('node_modules', 'dexie') },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** What such code has put into the page under a name, called with one value that can travel. */
export function callInPage<Result, Input>(page: Page, name: string, input: Input): Promise<Result> {
  return page.evaluate(([called, given]) => Reflect.get(globalThis, called)(given), [name, input] as const);
}
