/**
 * The bytes of attached files: who may send them, who may read them, and that
 * their rows are `present` as soon as they are whole.
 *
 * Permission comes before existence: a blob no row of theirs names is not
 * there for somebody. So the row goes first and the bytes follow, in pieces;
 * what has come stays, and an upload goes on where it was cut.
 */
import type { Author, Sync } from '#server/sync/create-sync.ts';
import { findGrants } from '#server/sync/grants.ts';
import type { GatheredRow, Store } from '#server/sync/ports.ts';
import { createTurns } from '#server/sync/turns.ts';
import { type Attachment, attachmentSchema } from '#shared/domain/case/attachment.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { grantingScope } from '#shared/protocol/scopes.ts';
import type { BlobFiles, BlobKey, StoredBlob } from './ports.ts';

/** How much a company may keep: what one disk of a small server holds beside everything else. */
export const companyLimitBytes = 100 * 1024 ** 3;

export type Upload = { readonly offset: number; readonly length: number };

export type Appended =
  | { readonly kind: 'accepted'; readonly offset: number; readonly length: number }
  /** These bytes do not follow on what has come; `offset` is where to go on. */
  | { readonly kind: 'wrong-offset'; readonly offset: number }
  /** More than its row says. */
  | { readonly kind: 'too-long' }
  /** Whole, and not what it was said to be: begin again. */
  | { readonly kind: 'wrong-hash' }
  /** The disk is full, or the company has as much as it may have. */
  | { readonly kind: 'no-room' }
  | { readonly kind: 'not-found' };

export type Piece = { readonly sha256: string; readonly offset: number; readonly bytes: Uint8Array };

export type Blobs = {
  /** How far the author's upload has come. Undefined where no row of theirs names it. */
  readonly findUpload: (author: Author, sha256: string) => Promise<Upload | undefined>;
  /** Its last piece, which may be empty, makes the rows that name it `present`. */
  readonly append: (author: Author, piece: Piece) => Promise<Appended>;
  /** Undefined where no row the reader holds names it, or its bytes have not come. */
  readonly open: (reader: Author, sha256: string) => Promise<(StoredBlob & { name: string }) | undefined>;
};

export type BlobsOptions = {
  readonly files: BlobFiles;
  readonly store: Store;
  readonly sync: Sync;
  readonly clock: () => Instant;
  readonly limitBytes?: number;
};

export function createBlobs(options: BlobsOptions): Blobs {
  const { files, store, sync, clock, limitBytes = companyLimitBytes } = options;
  const turns = createTurns();

  /** The rows that name it and that this person holds; their own also where the case has left them since. */
  async function findNaming({ space, person }: Author, sha256: string) {
    return store.look(space, async (moment) => {
      const [row] = await moment.gather([person]);
      const scopes = await findGrants(row, moment.teams);
      if (scopes.length === 0) return { held: [], own: [] };
      const named = (await moment.findAttachments([sha256])).map((each) => ({
        isHeld: each.scopes.some((scope) => scopes.includes(grantingScope(scope))),
        doc: docOf(each),
      }));
      return {
        held: named.filter(({ isHeld }) => isHeld).map(({ doc }) => doc),
        own: named.map(({ doc }) => doc).filter(({ addedBy }) => addedBy === person),
      };
    });
  }

  async function findLength(author: Author, sha256: string): Promise<number | undefined> {
    const { held, own } = await findNaming(author, sha256);
    return (own[0] ?? held[0])?.bytes;
  }

  async function append(author: Author, { sha256, offset, bytes }: Piece): Promise<Appended> {
    const length = await findLength(author, sha256);
    if (length === undefined) return { kind: 'not-found' };
    const key = { space: author.space, sha256 };
    const upload = { ...key, by: author.person };
    if ((await files.find(key)) === undefined) {
      const have = await files.uploaded(upload);
      if (offset !== have) return { kind: 'wrong-offset', offset: have };
      const next = have + bytes.length;
      if (next > length) return { kind: 'too-long' };
      if (have === 0 && (await isOverLimit(author.space, length))) return { kind: 'no-room' };
      await files.append(upload, offset, bytes, clock());
      if (next < length) return { kind: 'accepted', offset: next, length };
      if (!(await files.finish(upload, clock()))) return { kind: 'wrong-hash' };
    }
    const stored = await makePresent(key);
    if (stored === undefined) return { kind: 'wrong-offset', offset: 0 };
    return { kind: 'accepted', offset: stored, length: stored };
  }

  async function isOverLimit(space: string, more: number): Promise<boolean> {
    return (await store.look(space, (moment) => moment.attachedBytes())) + more > limitBytes;
  }

  /** Under the lock of the space, as is what removes blobs: a row never becomes present while its bytes go. */
  async function makePresent(key: BlobKey): Promise<number | undefined> {
    let stored: number | undefined;
    await sync.writeRows(key.space, async (locked) => {
      stored = await files.find(key);
      if (stored === undefined) return [];
      await files.touch(key, clock());
      const named = await locked.findAttachments([key.sha256]);
      return named.flatMap((row): readonly Write[] => {
        const doc = docOf(row);
        if (doc.state === 'present' || doc.bytes !== stored) return [];
        return [{ kind: 'attachment', id: doc.id, parent: doc.caseId, doc: { ...doc, state: 'present' } }];
      });
    });
    return stored;
  }

  return {
    findUpload: async (author, sha256) => {
      const length = await findLength(author, sha256);
      if (length === undefined) return undefined;
      const key = { space: author.space, sha256 };
      const offset = (await files.find(key)) ?? (await files.uploaded({ ...key, by: author.person }));
      return { offset, length };
    },
    append: (author, piece) =>
      turns.take(`${author.space} ${piece.sha256} ${author.person}`, async () => {
        try {
          return await append(author, piece);
        } catch (error) {
          if (isFull(error)) return { kind: 'no-room' };
          throw error;
        }
      }),
    open: async (reader, sha256) => {
      const { held } = await findNaming(reader, sha256);
      const [first] = held;
      if (first === undefined) return undefined;
      const stored = await files.open({ space: reader.space, sha256 });
      return stored && { ...stored, name: first.name };
    },
  };
}

function docOf(row: GatheredRow): Attachment {
  return attachmentSchema.parse(JSON.parse(row.doc));
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
