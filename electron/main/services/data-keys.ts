/**
 * The data keys of the stores on this computer, each encrypted by the system's
 * keychain: what the journal, the pages and the blobs of a store are sealed with.
 *
 * A key is on disk before anything is sealed with it, and never dropped while
 * the store lives: one the keychain does not open today may be opened tomorrow.
 * Where the system has no keychain there is no key, and nothing is sealed.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { OpenedKey, StoreKey, StoreName } from '#shared/ipc/contract.ts';
import { parseJson } from '#shared/lib/json.ts';
import { must } from '#shared/lib/must.ts';
import { type Disk, isNoRoom, readOrNothing, syncFolder, temporary, writeWhole } from './disk.ts';
import type { DataKey, KeyRing } from './seal.ts';
import type { Keychain } from './secrets.ts';

export type DataKeys = {
  /** The current key of a store, made where it never had one. */
  readonly open: (store: StoreName) => Promise<OpenedKey>;
  /** Ends the question of a lost key: with the server's copy, or with a new key where there is none. */
  readonly settle: (store: StoreName, copy: StoreKey | null) => Promise<OpenedKey>;
  /** Every key of a store that can be had, for those who seal in this process. */
  readonly ringOf: (store: StoreName) => Promise<KeyRing>;
  /** Without it nothing that was sealed with it can be read again. */
  readonly destroy: (store: StoreName) => Promise<void>;
};

export type DataKeysOptions = {
  readonly disk: Disk;
  readonly keychain: Keychain;
  readonly file: string;
  /** The id of the key something of this store was sealed with last, where the file no longer knows. */
  readonly sealedWith: (store: StoreName) => Promise<string | undefined>;
};

const lockedSchema = z.object({ id: z.uuid(), locked: z.base64() }).readonly();
type Locked = z.infer<typeof lockedSchema>;
/** By store, oldest first: the last one is current. */
const fileSchema = z.record(z.string(), z.array(lockedSchema).readonly()).readonly();

/** `lost`: the current one, which cannot be opened. */
type Held = { readonly ring: KeyRing; readonly lost: string | undefined };

export function createDataKeys({ disk, keychain, file, sealedWith }: DataKeysOptions): DataKeys {
  const held = new Map<string, Held>();
  let last: Promise<unknown> = Promise.resolve();

  async function inLine<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  }

  async function readFile(): Promise<z.infer<typeof fileSchema>> {
    const text = (await readOrNothing(disk, file)).toString();
    const parsed = fileSchema.safeParse(text === '' ? {} : parseJson(text));
    if (parsed.success) return parsed.data;
    await disk.rename(file, `${file}.damaged`);
    return {};
  }

  async function write(name: string, entries: readonly Locked[]): Promise<void> {
    const { [name]: _former, ...others } = await readFile();
    const all = entries.length === 0 ? others : { ...others, [name]: entries };
    await disk.mkdir(path.dirname(file), { recursive: true });
    await writeWhole(disk, temporary(file), Buffer.from(JSON.stringify(all)));
    await disk.rename(temporary(file), file);
    await syncFolder(disk, file);
  }

  async function find(store: StoreName): Promise<Held> {
    const name = nameOf(store);
    const known = held.get(name);
    if (known !== undefined) return known;
    const entries = (await readFile())[name] ?? [];
    const keys = await Promise.all(entries.map(unlock));
    const all = keys.filter((key) => key !== undefined);
    const current = keys.at(-1);
    const lost = current === undefined ? (entries.at(-1)?.id ?? (await sealedWith(store))) : undefined;
    const found = { ring: { current, all }, lost };
    held.set(name, found);
    return found;
  }

  async function unlock({ id, locked }: Locked): Promise<DataKey | undefined> {
    if (!(await keychain.isAvailable())) return undefined;
    const text = await keychain.decrypt(Buffer.from(locked, 'base64')).catch(() => undefined);
    const bytes = Buffer.from(text ?? '', 'base64');
    return bytes.length === keyBytes ? { id, bytes } : undefined;
  }

  /** From now on the current one. */
  async function add(store: StoreName, key: DataKey): Promise<KeyRing> {
    const name = nameOf(store);
    const { ring } = await find(store);
    if (await keychain.isAvailable()) {
      const locked = await keychain.encrypt(Buffer.from(key.bytes).toString('base64'));
      const others = ((await readFile())[name] ?? []).filter(({ id }) => id !== key.id);
      await write(name, [...others, { id: key.id, locked: locked.toString('base64') }]);
    }
    const next: KeyRing = { current: key, all: [...ring.all.filter(({ id }) => id !== key.id), key] };
    held.set(name, { ring: next, lost: undefined });
    return next;
  }

  async function make(store: StoreName): Promise<OpenedKey> {
    try {
      if (await keychain.isAvailable())
        return toOpened(await add(store, { id: randomUUID(), bytes: randomBytes(keyBytes) }));
    } catch (error) {
      // A full disk must not hide what it already holds. The next start tries again.
      if (!isNoRoom(error)) throw error;
    }
    const { ring } = await find(store);
    held.set(nameOf(store), { ring, lost: undefined });
    return { kind: 'none' };
  }

  return {
    open: (store) =>
      inLine(async () => {
        const { ring, lost } = await find(store);
        if (lost !== undefined) return { kind: 'lost', id: lost };
        return ring.current === undefined ? make(store) : toOpened(ring);
      }),
    settle: (store, copy) =>
      inLine(async () => {
        const { ring, lost } = await find(store);
        if (ring.current !== undefined) return toOpened(ring);
        if (copy === null || copy.id !== lost) return make(store);
        return toOpened(await add(store, { id: copy.id, bytes: Buffer.from(copy.key, 'base64') }));
      }),
    ringOf: (store) =>
      inLine(async () => {
        const { ring, lost } = await find(store);
        if (lost !== undefined) throw new Error('Nothing is written while the key of a store is in question');
        return ring;
      }),
    destroy: (store) =>
      inLine(async () => {
        held.delete(nameOf(store));
        await write(nameOf(store), []);
      }),
  };
}

const keyBytes = 32;

function toOpened(ring: KeyRing): OpenedKey {
  const { id, bytes } = must(ring.current, 'the current key');
  return { kind: 'open', key: { id, key: Buffer.from(bytes).toString('base64') } };
}

function nameOf({ spaceId, personId }: StoreName): string {
  return `${spaceId}.${personId}`.toLowerCase();
}
