/** Where the bytes of an attached file are, as it can be told from this computer. */
export type FileState =
  | { readonly kind: 'keeping' | 'kept' | 'present' | 'away' | 'missing' | 'elsewhere-mine' | 'elsewhere' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'sending'; readonly share: number };

export type FileFacts = {
  readonly isPresent: boolean;
  /** Undefined while that is being found out. */
  readonly isHere: boolean | undefined;
  /** The row itself has not reached the server: it was made on this computer. */
  readonly isPending: boolean;
  /** What wrote the row is on disk. */
  readonly isKept: boolean;
  readonly isMine: boolean;
  readonly isOnline: boolean;
  readonly isDamaged: boolean;
  /** The share that has arrived, while it is on its way from here. */
  readonly sendingShare: number | null;
};

/** Never more than is known: "with the company" only when the server has said so. */
export function fileStateOf(facts: FileFacts): FileState {
  const { isHere, isOnline, isPending, isMine } = facts;
  if (facts.isPresent) return { kind: isHere !== false || isOnline ? 'present' : 'away' };
  if (!facts.isKept) return { kind: 'keeping' };
  if (isHere === false) return { kind: isPending ? 'missing' : isMine ? 'elsewhere-mine' : 'elsewhere' };
  if (facts.isDamaged) return { kind: 'damaged' };
  if (facts.sendingShare !== null) return { kind: 'sending', share: facts.sendingShare };
  return { kind: 'kept' };
}
