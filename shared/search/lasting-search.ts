/**
 * A MiniSearch that can be written down in numbers and read again: docs/decisions/0023.
 *
 * The numbers: how many documents, and the length of each of their fields; then,
 * for every term and field, in how many documents it stands, and of each the
 * distance to the one before and how often.
 */
import MiniSearch from 'minisearch';
import { createNumberReader, createNumberWriter } from './number-bytes.ts';

export type SearchParts = {
  /** Of the documents, in their order. */
  readonly ids: readonly string[];
  readonly terms: readonly string[];
  readonly numbers: Uint8Array<ArrayBuffer>;
};

type Frequencies = Map<number, number>;

export class LastingSearch<Document extends { readonly id: string }> extends MiniSearch<Document> {
  /** Of what was discarded nothing is in it. */
  toParts(): SearchParts {
    const { put, bytes } = createNumberWriter();
    const places = new Map([...this._documentIds.keys()].map((document, place) => [document, place]));
    put(places.size);
    for (const document of places.keys()) for (const length of this.lengthsOf(document)) put(length);
    const terms: string[] = [];
    for (const [term, fields] of this._index) {
      const held = this.fields().map((field) => placesIn(fields.get(field), places));
      if (held.every(({ length }) => length === 0)) continue;
      terms.push(term);
      for (const found of held) {
        put(found.length / 2);
        for (const number of found) put(number);
      }
    }
    return { ids: [...this._documentIds.values()], terms, numbers: bytes() };
  }

  /** Into one that is empty. False where they are not whole; it is of no use then. */
  fill({ ids, terms, numbers }: SearchParts): boolean {
    const { next, left } = createNumberReader(numbers);
    if (next() !== ids.length) return false;
    ids.forEach((id, document) => {
      this._documentIds.set(document, id);
      this._idToShortId.set(id, document);
      this._fieldLength.set(
        document,
        this.fields().map(() => next()),
      );
    });
    for (const term of terms) {
      const fields = new Map<number, Frequencies>();
      for (const field of this.fields()) {
        const count = next();
        if (count > left()) return false;
        if (count > 0) fields.set(field, readFrequencies(count, next));
      }
      this._index.set(term, fields);
    }
    this._documentCount = ids.length;
    this._nextId = ids.length;
    this._avgFieldLength = this.averageLengths();
    return left() === 0;
  }

  private fields(): readonly number[] {
    return Object.values(this._fieldIds);
  }

  private lengthsOf(document: number): readonly number[] {
    const lengths = this._fieldLength.get(document);
    return this.fields().map((field) => lengths?.[field] ?? 0);
  }

  private averageLengths(): number[] {
    const sums = this.fields().map(() => 0);
    for (const lengths of this._fieldLength.values())
      lengths.forEach((length, field) => {
        sums[field] = (sums[field] ?? 0) + length;
      });
    return sums.map((sum) => sum / Math.max(1, this._documentCount));
  }
}

/** By turns the distance to the place before and how often. */
function placesIn(
  frequencies: Frequencies | undefined,
  places: ReadonlyMap<number, number>,
): readonly number[] {
  const numbers: number[] = [];
  let last = 0;
  for (const [document, frequency] of frequencies ?? []) {
    const place = places.get(document);
    if (place === undefined) continue;
    numbers.push(place - last, frequency);
    last = place;
  }
  return numbers;
}

function readFrequencies(count: number, next: () => number): Frequencies {
  const frequencies: Frequencies = new Map();
  let document = 0;
  for (let nth = 0; nth < count; nth += 1) {
    document += next();
    frequencies.set(document, next());
  }
  return frequencies;
}
