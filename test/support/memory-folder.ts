/**
 * A folder of files in memory, as the browser's own file system has them: shared
 * by windows, cut off in the middle of a write, full, and without power.
 */
import type { SlotFile, SlotFolder } from '#renderer/data/slot-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Write = { readonly at: number; readonly bytes: Bytes };

type StoredFile = {
  bytes: Bytes;
  /** As the disk has it without the writes since the last flush, which are these. */
  flushed: Bytes;
  unflushed: Write[];
  readonly users: Set<FolderUser>;
};

/** One window: what it has open closes when it dies. */
export type FolderUser = {
  readonly folder: SlotFolder;
  /** After so many written bytes it is killed, in the middle of a write perhaps. */
  killAfter: number;
  /** After so many written bytes every write fails, until this is set anew. */
  failAfter: number;
  /** What happens elsewhere at the moment when something of it was flushed. */
  onFlush: () => void;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
};

export type MemoryFolder = {
  readonly files: Map<string, StoredFile>;
  /** By how much the files can still grow. */
  room: number;
  readonly newUser: (pass?: () => Promise<void>) => FolderUser;
  /** Nobody is alive after it. Of each write since the last flush, the share that `pick` says is on the disk. */
  readonly powerCut: (pick: () => number) => void;
};

class KilledError extends Error {}

export function aMemoryFolder(): MemoryFolder {
  const files = new Map<string, StoredFile>();
  const users = new Set<FolderUser>();

  function newUser(pass: () => Promise<void> = async () => {}): FolderUser {
    let isAlive = true;
    const mustLive = (): void => {
      if (!isAlive) throw new KilledError();
    };
    const stored = (name: string): StoredFile => {
      const none = new Uint8Array();
      const file = files.get(name) ?? { bytes: none, flushed: none, unflushed: [], users: new Set() };
      files.set(name, file);
      return file;
    };

    /** How many of these bytes are written before whatever happens. */
    function allowance(length: number, growth: number): number {
      const free = Math.max(length - growth, 0) + memory.room;
      return Math.min(length, free, user.killAfter, user.failAfter);
    }

    function write(file: StoredFile, bytes: Bytes, at: number): number {
      mustLive();
      const size = file.bytes.length;
      const taken = allowance(bytes.length, Math.max(at + bytes.length - size, 0));
      const written = bytes.slice(0, taken);
      file.bytes = put(file.bytes, { at, bytes: written });
      file.unflushed.push({ at, bytes: written });
      memory.room -= file.bytes.length - size;
      user.killAfter -= taken;
      user.failAfter -= taken;
      if (taken === bytes.length) return taken;
      if (user.killAfter === 0) {
        kill();
        throw new KilledError();
      }
      if (user.failAfter === 0) throw new Error('The disk refuses');
      if (taken === 0) throw new DOMException('No room', 'QuotaExceededError');
      return taken;
    }

    function openStored(file: StoredFile): SlotFile {
      file.users.add(user);
      const opened: SlotFile = {
        getSize: () => file.bytes.length,
        read: (into, { at }) => {
          mustLive();
          const bytes = file.bytes.subarray(at, at + into.length);
          into.set(bytes);
          return bytes.length;
        },
        write: (bytes, { at }) => write(file, bytes, at),
        flush: () => {
          mustLive();
          file.flushed = file.bytes;
          file.unflushed = [];
          user.onFlush();
        },
        close() {
          // As a browser has it.
          if (this !== opened) throw new TypeError('Illegal invocation');
          file.users.delete(user);
        },
      };
      return opened;
    }

    function kill(): void {
      isAlive = false;
      users.delete(user);
      for (const file of files.values()) file.users.delete(user);
    }

    const user: FolderUser = {
      killAfter: Number.POSITIVE_INFINITY,
      failAfter: Number.POSITIVE_INFINITY,
      onFlush: () => {},
      isAlive: () => isAlive,
      kill,
      folder: {
        names: async () => {
          await pass();
          mustLive();
          return [...files.keys()];
        },
        open: async (name) => {
          await pass();
          mustLive();
          return openStored(stored(name));
        },
        isFree: async (name) => {
          await pass();
          mustLive();
          return (files.get(name)?.users.size ?? 0) === 0;
        },
      },
    };
    users.add(user);
    return user;
  }

  const memory: MemoryFolder = {
    files,
    room: Number.POSITIVE_INFINITY,
    newUser,
    powerCut: (pick) => {
      for (const user of [...users]) user.kill();
      for (const file of files.values()) {
        file.bytes = file.unflushed.reduce(
          (bytes, write) =>
            put(bytes, { ...write, bytes: write.bytes.slice(0, pick() * write.bytes.length) }),
          file.flushed,
        );
        file.flushed = file.bytes;
        file.unflushed = [];
      }
    },
  };
  return memory;
}

function put(before: Bytes, { at, bytes }: Write): Bytes {
  if (bytes.length === 0) return before;
  const after = new Uint8Array(Math.max(before.length, at + bytes.length));
  after.set(before);
  after.set(bytes, at);
  return after;
}
