/** Numbers that are taken out in the order of their weights, the last put in first among equals. */
export class Heap {
  private readonly values: number[] = [];
  private readonly weights: number[] = [];

  clear(): void {
    this.values.length = 0;
    this.weights.length = 0;
  }

  push(value: number, weight: number): void {
    const { values, weights } = this;
    let hole = values.length;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      if ((weights[above] ?? 0) < weight) break;
      values[hole] = values[above] ?? 0;
      weights[hole] = weights[above] ?? 0;
      hole = above;
    }
    values[hole] = value;
    weights[hole] = weight;
  }

  pop(): number | undefined {
    const { values, weights } = this;
    const top = values[0];
    const value = values.pop();
    const weight = weights.pop();
    if (values.length === 0 || value === undefined || weight === undefined) return top;
    let hole = 0;
    for (;;) {
      let below = 2 * hole + 1;
      if (below >= values.length) break;
      if (below + 1 < values.length && (weights[below + 1] ?? 0) < (weights[below] ?? 0)) below++;
      if ((weights[below] ?? 0) >= weight) break;
      values[hole] = values[below] ?? 0;
      weights[hole] = weights[below] ?? 0;
      hole = below;
    }
    values[hole] = value;
    weights[hole] = weight;
    return top;
  }
}
