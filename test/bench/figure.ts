/**
 * One measured figure beside its peers: other ways to do the same, or the
 * least it could cost, taken in the same run on the same machine. The first
 * peer is the one the ratio is to, unless a target names others.
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

export type Unit = 'ms' | 'frames' | 'a second' | 'KB' | 'MB' | 'rows' | 'failed';

export type Target = {
  /** What it comes to on a machine like ours, in its unit. It says how fast that is, and holds nothing open. */
  readonly guide?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly ratioAtMost?: number;
  readonly ratioAtLeast?: number;
  /** Of each peer named here: ours divided by it. */
  readonly ratiosAtMost?: Readonly<Record<string, number>>;
  /** The peer must come to this at least, or the run has shown nothing. */
  readonly peerAtLeast?: number;
};

export type Measured = Pick<Figure, 'name' | 'what' | 'unit' | 'ours' | 'peers'> & {
  readonly target: Target;
};

export function toFigure({ target, ...measured }: Measured): Figure {
  const [first = 0] = Object.values(measured.peers);
  return {
    ...measured,
    ratio: ratioTo(first, measured.ours),
    target: wordsOf(target, measured.unit),
    pass: isMet(target, measured),
  };
}

function ratioTo(peer: number | undefined, ours: number): number | null {
  return peer === undefined || peer === 0 ? null : ours / peer;
}

function isMet(target: Target, { ours, peers }: Omit<Measured, 'target'>): boolean {
  const { atMost = Infinity, atLeast = -Infinity, ratioAtMost = Infinity, ratioAtLeast = -Infinity } = target;
  const [first = 0] = Object.values(peers);
  const ratio = ratioTo(first, ours);
  const named = Object.entries(target.ratiosAtMost ?? {});
  return (
    ours <= atMost &&
    ours >= atLeast &&
    first >= (target.peerAtLeast ?? -Infinity) &&
    (ratio === null || (ratio <= ratioAtMost && ratio >= ratioAtLeast)) &&
    // A peer that was not measured is a target not shown.
    named.every(([peer, most]) => (ratioTo(peers[peer], ours) ?? Infinity) <= most)
  );
}

function wordsOf(target: Target, unit: Unit): string {
  const { guide, atMost, atLeast, ratioAtMost, ratioAtLeast, ratiosAtMost = {}, peerAtLeast } = target;
  return [
    atMost !== undefined && `at most ${shown(atMost)} ${unit}`,
    atLeast !== undefined && `at least ${shown(atLeast)} ${unit}`,
    ratioAtMost !== undefined && `ratio at most ${shownRatio(ratioAtMost)}`,
    ratioAtLeast !== undefined && `ratio at least ${shownRatio(ratioAtLeast)}`,
    ...Object.entries(ratiosAtMost).map(([peer, most]) => `at most ${shownRatio(most)} of ${peer}`),
    peerAtLeast !== undefined && `the peer at least ${shown(peerAtLeast)}`,
    guide !== undefined && `about ${shown(guide)} ${unit}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** The value that `part` of the samples do not exceed. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** In Markdown, as docs/performance.md shows it; behind every peer stands the ratio of ours to it. */
export function toTable(figures: readonly Figure[]): string {
  const lines = [
    ['', 'figure', 'what', 'ours', 'beside it', 'target'],
    ...figures.map(({ name, what, unit, ours, peers, target, pass }) => [
      pass ? '✓' : '✗',
      `\`${name}\``,
      what,
      `${shown(ours)} ${unit}`,
      Object.entries(peers)
        .map(([peer, value]) => besides(peer, value, ours))
        .join('; '),
      target,
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(1, ...lines.map((line) => line[column]?.length ?? 0)));
  const [head = '', ...rows] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join(' | ')} |`,
  );
  return [head, `|${widths?.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows].join('\n');
}

function besides(peer: string, value: number, ours: number): string {
  const ratio = ratioTo(value, ours);
  return `${peer}: ${shown(value)}${ratio === null || ours === 0 ? '' : ` (${shownRatio(ratio)})`}`;
}

/** Three figures are enough to read. */
function shown(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

function shownRatio(ratio: number): string {
  return ratio < 0.5 ? `1/${shown(1 / ratio)}` : shown(ratio);
}
