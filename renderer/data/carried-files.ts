/**
 * Files that go along with unsent work: those this computer has still to send,
 * and those chosen for a message that is not sent.
 */
import type { AttachedFile } from '#shared/domain/case/attachment.ts';
import type { Bytes } from './blobs.ts';
import type { RaiaClient } from './client.ts';
import { chosenIn, filesIn, isFilesDraftKey } from './file-drafts.ts';

/** All of it is in memory at once, several times over while it is encrypted. */
export const mostCarriedBytes = 200 * 1024 * 1024;

type NamedFile = Pick<AttachedFile, 'sha256' | 'name'>;
export type CarriedFile = NamedFile & { readonly bytes: Bytes };
export type SizedFile = NamedFile & { readonly size: number };

export type FoundFiles<File> = {
  /** What was attached, oldest first, and then what drafts name. */
  readonly along: readonly File[];
  /** Cannot be read on this computer, though nothing names them but what was done here. */
  readonly missing: readonly NamedFile[];
  /** Beyond what goes into one file. They go to the server from this computer. */
  readonly tooMuch: readonly NamedFile[];
};

type Source = Pick<RaiaClient, 'rows' | 'drafts' | 'files' | 'unsent'>;

export async function findCarriedFiles(client: Source): Promise<FoundFiles<SizedFile>> {
  const held = await client.files.held();
  const along: SizedFile[] = [];
  const missing: NamedFile[] = [];
  const tooMuch: NamedFile[] = [];
  let total = 0;
  for (const { sha256, name, bytes: size, isOnlyHere } of namedFiles(client)) {
    if (!held.has(sha256)) {
      if (isOnlyHere) missing.push({ sha256, name });
    } else if (total + size > mostCarriedBytes) tooMuch.push({ sha256, name });
    else {
      total += size;
      along.push({ sha256, name, size });
    }
  }
  return { along, missing, tooMuch };
}

export async function readCarriedFiles(client: Source): Promise<FoundFiles<CarriedFile>> {
  const found = await findCarriedFiles(client);
  const along: CarriedFile[] = [];
  const unreadable: NamedFile[] = [];
  for (const { sha256, name } of found.along) {
    const bytes = await client.files.readHere(sha256);
    if (bytes === undefined) unreadable.push({ sha256, name });
    else along.push({ sha256, name, bytes });
  }
  return { ...found, along, missing: [...found.missing, ...unreadable] };
}

/** What was attached by its moment, whether its work can be shown or not, and then what drafts name. */
function namedFiles(client: Source): Iterable<AttachedFile & { readonly isOnlyHere: boolean }> {
  const awaited = client.rows
    .all('attachment')
    .filter(({ doc }) => doc.state === 'awaited')
    .map(({ doc }) => ({ file: doc, at: doc.addedAt }));
  const { works } = client.unsent();
  const attached = works.flatMap(({ args, at }) => filesIn(args.files).map((file) => ({ file, at })));
  const chosen = client.drafts
    .keys()
    .filter(isFilesDraftKey)
    .flatMap((key) => chosenIn(client.drafts.find(key)?.text));
  const onlyHere = new Set([...attached.map(({ file }) => file), ...chosen].map(({ sha256 }) => sha256));
  const byMoment = [...awaited, ...attached].sort((one, other) => one.at - other.at);
  const files = [...byMoment.map(({ file }) => file), ...chosen];
  return new Map(
    files.map((file) => [file.sha256, { ...file, isOnlyHere: onlyHere.has(file.sha256) }]),
  ).values();
}
