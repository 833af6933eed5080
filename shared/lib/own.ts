/** What a table by id has under this id; an element may be called as every object calls something of its own, such as `constructor`. */
export function own<T>(table: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}
