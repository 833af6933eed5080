/** A row as the database holds it, and what can be wrong with it. */

export type StoredLine = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly ver: number;
  readonly doc: unknown;
};

/** `kind` is a key of `cli:verify.problems`. */
export type Problem = {
  readonly kind:
    | 'kind-unknown'
    | 'row-unreadable'
    | 'version-repeated'
    | 'version-ahead'
    | 'event-without-case'
    | 'position-wrong'
    | 'late-wrong'
    | 'number-missing'
    | 'number-repeated'
    | 'number-ahead'
    | 'feed-missing'
    | 'feed-too-many'
    | 'feed-behind'
    | 'feed-without-row'
    | 'sum-wrong'
    | 'file-missing';
  readonly id: string;
  readonly detail: string;
};
