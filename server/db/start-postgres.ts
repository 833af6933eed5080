export type RunningPostgres = {
  /** Opens the database `raia` with every right. */
  readonly url: string;
  /** It was running already: its last owner was killed. */
  readonly isAdopted: boolean;
  readonly stop: () => Promise<void>;
};

export type PostgresOptions = { readonly dataDir: string; readonly log: (line: string) => void };

export async function startPostgres(_options: PostgresOptions): Promise<RunningPostgres> {
  throw new Error('Not built yet');
}
