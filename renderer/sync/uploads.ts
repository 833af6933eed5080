/**
 * Brings the files of this computer to the server: one at a time, and only when
 * everything written has gone. Text first, files last.
 *
 * What waits is told by the files themselves, not by a list of their own: those
 * added here and not yet sent, and any that the server (restored, perhaps) waits
 * for and this computer has. Copies of what the server has go after 14 days.
 */
import type { Blobs, Bytes, HeldBlob } from '#renderer/data/blobs.ts';
import type { FilesState } from '#renderer/data/client.ts';
import type { Clock } from '#renderer/data/ports.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import { createBackoff } from './backoff.ts';
import type { BlobTransport } from './blob-transport.ts';
import { createResting } from './resting.ts';
import { upload } from './upload.ts';

export const noUploads: FilesState = { waiting: 0, sending: null, hasNoRoom: false, damaged: [] };

export type Uploads = {
  /** Something may have changed: rows, work that waits, the connection. */
  readonly look: () => void;
  readonly state: () => FilesState;
  readonly stop: () => void;
};

export type UploadsOptions = {
  readonly blobs: Blobs;
  readonly transport: BlobTransport;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  readonly attachments: () => readonly Row<'attachment'>[];
  /** Named by a draft or by a change that was not applied: neither sent nor thrown away. */
  readonly isSpokenOf: (sha256: string) => boolean;
  /** Of a pinned case: its copy stays. */
  readonly isPinned: (sha256: string) => boolean;
  /** Kept work that cannot be read now may name any file, and be sent later. */
  readonly isWorkSetAside: boolean;
  /** The server is there, and nothing waits to be pushed. */
  readonly mayRun: () => boolean;
  readonly onChange: () => void;
};

const keptForMs = 14 * 24 * 3_600_000;
/** Until the pull that tells the file is present. */
const untilToldMs = 60_000;
/** A full server is not asked at every turn. */
const noRoomMs = 60_000;

export function startUploads(options: UploadsOptions): Uploads {
  const { blobs, transport, clock, sha256Of, attachments, mayRun, onChange } = options;
  const backoff = createBackoff(options.random);
  let held = new Map<string, HeldBlob>();
  /** Rows the server waits for the bytes of: row id to hash. */
  let awaited = new Map<string, string>();
  let read: readonly Row<'attachment'>[] | undefined;
  /** Not to be sent for now; for ever only until another row names it. */
  const { rest, isResting, restsForEver, wake } = createResting(clock);
  let state = noUploads;
  let isStopped = false;
  let isRunning = false;
  let wantsAnother = false;
  let cancelAgain: (() => void) | undefined;

  function setState(parts: Partial<FilesState>): void {
    const next = { ...state, ...parts };
    if (isStopped || JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    onChange();
  }

  async function readHeld(): Promise<void> {
    held = new Map((await blobs.list()).map((blob) => [blob.sha256, blob]));
  }

  /** A row not seen before may name a file another window has just put here. */
  async function readRows(): Promise<void> {
    const rows = attachments();
    if (rows === read) return;
    read = rows;
    const before = awaited;
    awaited = new Map(
      rows.filter(({ doc }) => doc.state === 'awaited').map(({ id, doc }) => [id, doc.sha256]),
    );
    const news = [...awaited].filter(([id]) => !before.has(id)).map(([, sha256]) => sha256);
    news.forEach(wake);
    if (news.length > 0) await readHeld();
  }

  function isAwaited(sha256: string): boolean {
    return [...awaited.values()].includes(sha256);
  }

  /** Oldest first, those of the rows here before those of which nothing is known. No server waits for a draft's. */
  function findNext(): string | undefined {
    const wanted = new Set(awaited.values());
    const ready = [...held.values()]
      .filter(({ sha256, isSent }) => (!isSent || wanted.has(sha256)) && !isResting(sha256))
      .sort((one, other) => one.at - other.at)
      .map(({ sha256 }) => sha256);
    setState({ waiting: ready.filter((sha256) => wanted.has(sha256)).length });
    return ready.find((sha256) => wanted.has(sha256)) ?? ready.find((sha256) => !options.isSpokenOf(sha256));
  }

  async function run(): Promise<void> {
    for (;;) {
      await readRows();
      const sha256 = findNext();
      if (sha256 === undefined || isStopped || !mayRun()) return;
      const bytes = await blobs.find(sha256);
      if (bytes === undefined) rest(sha256, untilToldMs);
      else await send(sha256, bytes);
      if (isStopped || cancelAgain !== undefined) return;
      await readHeld();
    }
  }

  async function send(sha256: string, bytes: Bytes): Promise<void> {
    const end = await upload(sha256, bytes, {
      transport,
      sha256Of,
      now: clock.now,
      mayGoOn: () => !isStopped && mayRun(),
      onProgress: (sent) => setState({ sending: { sha256, share: sent / bytes.length } }),
    });
    backoff.reset();
    if (isStopped) return;
    const others = state.damaged.filter((other) => other !== sha256);
    const damaged = end === 'damaged' ? [...others, sha256] : others;
    setState({ sending: null, hasNoRoom: end === 'no-room', damaged });
    switch (end) {
      case 'sent':
        await blobs.markSent(sha256);
        rest(sha256, untilToldMs);
        break;
      case 'damaged':
        rest(sha256, Number.POSITIVE_INFINITY);
        break;
      case 'not-wanted':
        rest(sha256, isAwaited(sha256) ? untilToldMs : Number.POSITIVE_INFINITY);
        break;
      case 'no-room':
        waitOut(noRoomMs);
        break;
      case 'interrupted':
        break;
    }
  }

  /** Copies of what the server has, and what was chosen and never attached. */
  async function tidy(): Promise<void> {
    const before = clock.now() - keptForMs;
    const wanted = new Set(awaited.values());
    for (const { sha256, isSent, at } of held.values()) {
      if (at >= before || wanted.has(sha256)) continue;
      if (options.isSpokenOf(sha256) || options.isPinned(sha256)) continue;
      if (!isSent && !(await isUseless(sha256))) continue;
      await blobs.remove(sha256);
      held.delete(sha256);
    }
  }

  /** Nobody wants it, and it is not locked: a key that comes back brings the work that names it. */
  async function isUseless(sha256: string): Promise<boolean> {
    if (options.isWorkSetAside || !restsForEver(sha256)) return false;
    const bytes = await blobs.find(sha256);
    return bytes !== undefined && (await sha256Of(bytes)) === sha256;
  }

  function look(): void {
    wantsAnother = true;
    if (isStopped || isRunning || cancelAgain !== undefined) return;
    wantsAnother = false;
    isRunning = true;
    void run()
      .then(tidy)
      .catch(() => waitOut(backoff.nextMs()))
      .then(() => {
        isRunning = false;
        setState({ sending: null });
        if (wantsAnother) look();
      });
  }

  function waitOut(ms: number): void {
    if (isStopped) return;
    cancelAgain = clock.after(ms, () => {
      cancelAgain = undefined;
      look();
    });
  }

  void readHeld().then(look, () => waitOut(backoff.nextMs()));
  return {
    look,
    state: () => state,
    stop: () => {
      isStopped = true;
      cancelAgain?.();
    },
  };
}
