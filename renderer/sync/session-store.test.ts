import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { databaseName, openDatabase } from '#renderer/data/database.ts';
import type { Person } from '#shared/domain/people/person.ts';
import type { Answer, OpenedKey } from '#shared/ipc/contract.ts';
import { aPerson } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { aMemoryStorage } from '../../test/support/memory-storage.ts';
import { createSessionStore, type SessionDesktop } from './session-store.ts';

const lia = aPerson();
const ana = aPerson({ name: 'Ana Prado' });
const space = { id: idOf('space'), name: 'Contábil Serra Azul' };
const sessionOf = (person: Person) => ({ person, space });

/** A server that knows two people, by their first names, and may be away. */
function aServer() {
  const state = {
    isAway: false,
    status: 0,
    ended: [] as string[],
    people: [lia, ana],
    wiped: [] as unknown[],
  };
  const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (state.isAway) throw new TypeError('Failed to fetch');
    if (state.status > 0) return answer(state.status, { title: 'No', detail: 'Not today' });
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '');
    if (url.endsWith('/wiped')) {
      state.wiped.push(JSON.parse(String(init.body)));
      return new Response(null, { status: 204 });
    }
    if (init.method === 'DELETE') state.ended.push(String(token));
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    const login = init.method === 'POST' ? String(JSON.parse(String(init.body)).login) : token?.split(' ')[0];
    const person = state.people.find(({ name }) => name.startsWith(login ?? '?'));
    if (person === undefined) return answer(401, {});
    const session = sessionOf(person);
    return answer(200, init.method === 'POST' ? { ...session, token: `${login} token` } : session);
  });
  return state;
}

function aDesktop(token: string | null = null) {
  const state = { token, destroyed: 0 };
  const ok = async <T>(value: T): Promise<Answer<T>> => ({ ok: true, value });
  const desktop = {
    readSession: () => ok(state.token),
    writeSession: (next: string | null) => {
      state.token = next;
      return ok(null);
    },
    openKey: () => ok<OpenedKey>({ kind: 'lost', id: idOf('key') }),
    destroyStore: () => {
      state.destroyed += 1;
      return ok(null);
    },
  };
  return { state, desktop };
}

const open = (desktop?: SessionDesktop, onChanged: () => void = () => {}) =>
  createSessionStore({ serverUrl: 'http://raia.test', desktop, device: 'PC', onChanged });

/** Another computer for each test. */
beforeEach(() => {
  vi.stubGlobal('localStorage', aMemoryStorage());
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => vi.unstubAllGlobals());

test('who signed in last is known without the network', async () => {
  const server = aServer();
  expect(await open().last()).toBeNull();
  expect((await open().signIn('Lia', 'secret')).kind).toBe('signed-in');
  server.isAway = true;
  expect(await open().last()).toEqual({ session: sessionOf(lia), token: 'Lia token' });
});

test('the next person to sign in takes the place of the first', async () => {
  aServer();
  await open().signIn('Lia', 'secret');
  await open().signIn('Ana', 'secret');
  expect((await open().last())?.session.person).toEqual(ana);
});

test('signing out forgets the token here, and on the server where it can be reached', async () => {
  const server = aServer();
  await open().signIn('Lia', 'secret');
  await open().signOut();
  expect(await open().last()).toBeNull();
  expect(server.ended).toEqual(['Lia token']);
  await open().signIn('Lia', 'secret');
  server.isAway = true;
  await open().signOut();
  expect(await open().last()).toBeNull();
});

test('the other windows hear of a sign-in and of a sign-out when both can be looked up, and of nothing else', async () => {
  const server = aServer();
  const seen: (string | undefined)[] = [];
  const looks: Promise<void>[] = [];
  const look = async () => void seen.push((await open().last())?.token);
  const store = open(undefined, () => void looks.push(look()));
  await store.signIn('Nobody', 'secret');
  await store.signIn('Lia', 'secret');
  await Promise.all(looks);
  await store.last();
  server.isAway = true;
  await store.signOut();
  await Promise.all(looks);
  expect(seen).toEqual(['Lia token', undefined]);
});

test('each way a sign-in can fail is told apart, and nothing is remembered', async () => {
  const server = aServer();
  expect(await open().signIn('Nobody', 'secret')).toEqual({ kind: 'wrong-sign-in' });
  server.status = 429;
  expect(await open().signIn('Lia', 'secret')).toEqual({ kind: 'too-many' });
  server.status = 503;
  expect(await open().signIn('Lia', 'secret')).toEqual({ kind: 'failed', detail: 'Not today' });
  server.isAway = true;
  expect(await open().signIn('Lia', 'secret')).toEqual({ kind: 'unreachable' });
  expect(await open().last()).toBeNull();
});

test('on the desktop the token is in the keychain and not in the browser’s database', async () => {
  const server = aServer();
  const { state, desktop } = aDesktop();
  await open(desktop).signIn('Lia', 'secret');
  expect(state.token).toBe('Lia token');
  expect(await open().last()).toBeNull();
  server.isAway = true;
  expect(await open(desktop).last()).toEqual({ session: sessionOf(lia), token: 'Lia token' });
  await open(desktop).signOut();
  expect(state.token).toBeNull();
});

test('a token handed over by the launcher opens the session it belongs to, whoever was here before', async () => {
  const server = aServer();
  await open(aDesktop().desktop).signIn('Lia', 'secret');
  const { desktop } = aDesktop('Ana token');
  expect(await open(desktop).last()).toEqual({ session: sessionOf(ana), token: 'Ana token' });
  server.isAway = true;
  expect((await open(desktop).last())?.session.person).toEqual(ana);
  expect(await open(aDesktop('Lia other token').desktop).last()).toBeNull();
});

test('a role given meanwhile is known at the next start', async () => {
  const server = aServer();
  await open().signIn('Lia', 'secret');
  server.people = [{ ...lia, roles: ['agent', 'lead'] }];
  expect((await open().last())?.session.person.roles).toEqual(['agent']);
  await expect.poll(async () => (await open().last())?.session.person.roles).toContain('lead');
});

const unsent = { changes: 4, drafts: 1 };
const storeOf = (person: Person) => ({ spaceId: space.id, personId: person.id });

async function signedIn(desktop?: SessionDesktop) {
  const result = await open(desktop).signIn('Lia', 'secret');
  if (result.kind !== 'signed-in') throw new Error('Lia can sign in');
  for (const person of [lia, ana]) {
    const db = openDatabase(storeOf(person));
    await db.meta.put({ key: 'word', value: 'kept' });
    db.dexie.close();
  }
  return result.stored;
}

test('a wipe leaves nothing of the person, nothing of anybody else is touched, and the server hears how much it was', async () => {
  const server = aServer();
  const { state, desktop } = aDesktop();
  const stored = await signedIn(desktop);
  await open(desktop).wipe(stored, unsent);
  expect(await Dexie.exists(databaseName(storeOf(lia)))).toBe(false);
  expect(await Dexie.exists(databaseName(storeOf(ana)))).toBe(true);
  expect(state).toEqual({ token: null, destroyed: 1 });
  await expect.poll(() => server.wiped).toEqual([{ ...unsent, key: idOf('key') }]);
  expect(await open(desktop).last()).toBeNull();
});

test('a wipe the server did not hear of is told at the next start, and destroys nothing made since', async () => {
  const server = aServer();
  const stored = await signedIn();
  server.isAway = true;
  await open().wipe(stored, unsent);
  server.isAway = false;
  await signedIn();
  await open().last();
  await expect.poll(() => server.wiped).toEqual([{ ...unsent, key: null }]);
  expect(await Dexie.exists(databaseName(storeOf(lia)))).toBe(true);
});

test('a wipe that was cut off is finished at the next start', async () => {
  aServer();
  const { state, desktop } = aDesktop();
  const stored = await signedIn(desktop);
  const broken: SessionDesktop = { ...desktop, destroyStore: async () => ({ ok: false, error: 'failed' }) };
  await expect(open(broken).wipe(stored, unsent)).rejects.toThrow();
  expect(await open(desktop).last()).toBeNull();
  expect(state.destroyed).toBe(1);
  expect(await Dexie.exists(databaseName(storeOf(lia)))).toBe(false);
});
