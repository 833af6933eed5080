/**
 * Text as the database takes it. A lone surrogate is no character: it becomes
 * the replacement character. So does NUL, which PostgreSQL knows no place for;
 * a mutation that carries one is refused, and this keeps its other words.
 */
export type Cleaned<T> = { readonly value: T; readonly hadNul: boolean };

const loneSurrogate = /\p{Surrogate}/gu;
const nul = String.fromCharCode(0);

export function toStorable<T>(value: T): Cleaned<T> {
  let hadNul = false;
  const clean = (text: string): string => {
    if (text.includes(nul)) hadNul = true;
    return text.replaceAll(nul, '\ufffd').replace(loneSurrogate, '\ufffd');
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return clean(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [clean(key), walk(inner)]));
    return part;
  };
  return { value: walk(value) as T, hadNul };
}
