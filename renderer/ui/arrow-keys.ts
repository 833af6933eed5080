import type { KeyboardEvent } from 'react';

/** Moves the focus along the items of a list by up and down. The list keeps the event. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>, item: string): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(item)];
  const at = items.findIndex((candidate) => candidate.contains(document.activeElement));
  items[at + by]?.focus();
}
