import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Stage = {
  /** The real main process and preload, freshly built, around a page that does nothing. */
  readonly program: string;
  readonly newUserData: () => string;
  readonly remove: () => void;
};

export function createStage(): Stage {
  const root = mkdtempSync(path.join(tmpdir(), 'raia-shell-'));
  const program = path.join(root, 'program');
  execFileSync(process.execPath, ['scripts/build-electron.mjs', path.join(program, 'electron')], {
    stdio: 'inherit',
  });
  mkdirSync(path.join(program, 'renderer'));
  writeFileSync(
    path.join(program, 'package.json'),
    '{"name":"raia","type":"module","main":"electron/main.js"}',
  );
  writeFileSync(path.join(program, 'secret.json'), '{}');
  writeFileSync(
    path.join(program, 'renderer', 'index.html'),
    `<!doctype html><title>Raia</title><link rel="icon" href="data:,">
     <a href="https://example.org/help" target="_blank" rel="noreferrer">help</a><p>Nothing here.</p>`,
  );
  let computers = 0;
  return {
    program,
    newUserData: () => path.join(root, `computer-${++computers}`),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
