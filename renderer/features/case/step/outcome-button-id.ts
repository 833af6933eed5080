/** Where the map finds the button of a path. */
export function outcomeButtonId(outcome: string): string {
  return `outcome-${outcome}`;
}
