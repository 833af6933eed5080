/**
 * One measured figure beside its peers: other ways to do the same, or the
 * least it could cost, taken in the same run on the same machine. The first
 * peer is the one the ratio is to.
 */
export type Figure = {
  readonly name: string;
  /** In words: what was done, and which number of it this is. */
  readonly what: string;
  readonly unit: Unit;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  /** Ours divided by the first peer; null where that one is zero. */
  readonly ratio: number | null;
  readonly target: string;
  readonly pass: boolean;
};

export type Unit = 'ms' | 'frames' | 'a second';

export type Target = {
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly ratioAtMost?: number;
  readonly ratioAtLeast?: number;
};

export type Measured = Pick<Figure, 'name' | 'what' | 'unit' | 'ours' | 'peers'> & {
  readonly target: Target;
};

export function toFigure({ target, ...measured }: Measured): Figure {
  const peer = Object.values(measured.peers)[0] ?? 0;
  const ratio = peer === 0 ? null : measured.ours / peer;
  return {
    ...measured,
    ratio,
    target: wordsOf(target, measured.unit),
    pass: isMet(target, measured.ours, ratio),
  };
}

function isMet(target: Target, ours: number, ratio: number | null): boolean {
  const { atMost = Infinity, atLeast = -Infinity, ratioAtMost = Infinity, ratioAtLeast = -Infinity } = target;
  const isWithin = ours <= atMost && ours >= atLeast;
  return isWithin && (ratio === null || (ratio <= ratioAtMost && ratio >= ratioAtLeast));
}

function wordsOf(target: Target, unit: Unit): string {
  const { atMost, atLeast, ratioAtMost, ratioAtLeast } = target;
  return [
    atMost !== undefined && `at most ${shown(atMost)} ${unit}`,
    atLeast !== undefined && `at least ${shown(atLeast)} ${unit}`,
    ratioAtMost !== undefined && `ratio at most ${shown(ratioAtMost)}`,
    ratioAtLeast !== undefined && `ratio at least ${shown(ratioAtLeast)}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** The value that `part` of the samples do not exceed. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function toTable(figures: readonly Figure[]): string {
  const lines = [
    ['', 'figure', 'ours', 'beside', 'ratio', 'target'],
    ...figures.map(({ name, unit, ours, peers, ratio, target, pass }) => [
      pass ? '✓' : '✗',
      name,
      `${shown(ours)} ${unit}`,
      Object.entries(peers)
        .map(([peer, value]) => `${peer}: ${shown(value)}`)
        .join('; '),
      ratio === null ? '' : shown(ratio),
      target,
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join('  '))
    .join('\n');
}

/** Three figures are enough to read. */
function shown(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
