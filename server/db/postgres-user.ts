/**
 * Who runs PostgreSQL. It refuses to run as root, so root lends it another
 * system user; everyone else runs it as themselves.
 */
import { spawnSync } from 'node:child_process';
import { PostgresError } from './postgres-error.ts';

/** Spread into the options of `spawn`: empty means as ourselves. */
export type PostgresUser = { readonly uid?: number; readonly gid?: number };

const userName = 'postgres';

/** Undefined where there is none yet. */
export function lookUpPostgresUser(): PostgresUser | undefined {
  return process.getuid?.() === 0 ? lookUp() : {};
}

/** Adds it where there is none. Throws where that is not possible. */
export function findPostgresUser(): PostgresUser {
  const user = lookUpPostgresUser() ?? (addUser() ? lookUp() : undefined);
  if (user === undefined)
    throw new PostgresError(
      'no-system-user',
      `PostgreSQL does not run as root, and the system user "${userName}" could not be added. Run Raia as an ordinary user, or add that user.`,
    );
  return user;
}

/** Whether that user can reach and use a file; `flag` as for test(1). */
export function canUse(user: PostgresUser, flag: '-x' | '-w', path: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('test', [flag, path], { ...user, cwd: '/' }).status === 0;
}

function lookUp(): PostgresUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const found = spawnSync('id', [flag, userName], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout) : Number.NaN;
  });
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function addUser(): boolean {
  const ways: readonly (readonly string[])[] = [
    ['useradd', '--system', '--user-group', '--no-create-home', userName],
    ['adduser', '-S', '-D', '-H', userName],
  ];
  return ways.some(([command = '', ...rest]) => spawnSync(command, rest).status === 0);
}
