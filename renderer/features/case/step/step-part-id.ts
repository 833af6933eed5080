/** Where a field or an item of the checklist stands. */
export function stepPartId(id: string): string {
  return `step-part-${id}`;
}
