/** A store of rows in a browser, as the bench asks of all of them. */
export type Contender = {
  /** Keeps the rows of a first pull, given as its text; resolves when they are safe and can be asked for. */
  readonly fill: (text: string) => Promise<void>;
  /** What is done behind it once the rows are shown. */
  readonly rest?: () => Promise<void>;
  /** Everything into memory, as when the app is opened. The answer is held while memory is measured. */
  readonly load: () => Promise<LoadedRows>;
  /** The 50 cases changed last, as when the app is opened on its list; how many there were. */
  readonly first?: () => Promise<number>;
  /** Pages of lists of cases, for so many rounds. */
  readonly lists?: (rounds: number) => Promise<PageTimes>;
};

export const pageLength = 50;

/** How long 50 cases took, in ms. */
export type PageTimes = {
  /** Of all cases by their last change, from anywhere among them. */
  readonly plain: readonly number[];
  /** The first of a list, by what is asked of it; where it was measured. */
  readonly lists: Readonly<Record<string, readonly number[]>>;
};

/** Lists somebody works with: my open cases, those nobody has, and all, by last change, age and priority. */
export const listViews = ['mine', 'unassigned', 'open'] as const;
export const listOrders = ['changed', 'oldest', 'priority'] as const;

export type LoadedRows = { readonly count: number; readonly rows: unknown };

/** A row as the peers keep it: what lists are made by lies beside the document, where an index reaches it. */
export type FlatRow = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string;
  readonly ver: number;
  readonly teamId: string;
  readonly personId: string;
  readonly changedAt: number;
  readonly doc: Readonly<Record<string, unknown>>;
};

/** The five indexes a list of cases and their histories is read by. */
export const indexes = [
  ['changedAt'],
  ['kind', 'changedAt'],
  ['teamId', 'changedAt'],
  ['personId', 'changedAt'],
  ['parent'],
] as const satisfies readonly (readonly (keyof FlatRow)[])[];

/** The rows of a pull; its last line is their end. */
export function flatRows(text: string): readonly FlatRow[] {
  return text
    .slice(0, text.lastIndexOf('\n'))
    .split('\n')
    .map((line) => toFlatRow(JSON.parse(line)));
}

type ToldRow = Pick<FlatRow, 'id' | 'kind' | 'ver'> & {
  readonly parent: string | null;
  readonly doc: object;
};

export function toFlatRow({ id, kind, parent, ver, doc }: ToldRow): FlatRow {
  const { teamId, assigneeId, by, changedAt, at } = doc as Partial<Record<string, never>>;
  return {
    id,
    kind,
    parent: parent ?? '',
    ver,
    teamId: teamId ?? '',
    personId: assigneeId ?? by ?? '',
    changedAt: changedAt ?? at ?? 0,
    doc: { ...doc },
  };
}

export async function timed(times: number[], work: () => unknown): Promise<void> {
  const begun = performance.now();
  await work();
  times.push(performance.now() - begun);
}

const rowsAWrite = 5_000;

export async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAWrite) await write(rows.slice(from, from + rowsAWrite));
}
