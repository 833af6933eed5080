/** Single keys of buttons, which act only while the focus is beside them. */
import type { KeyboardEvent } from 'react';

/** Marks what holds the buttons that a key may mean: `{...shortcutGroup}`. */
export const shortcutGroup = { 'data-shortcuts': true } as const;

/**
 * Presses the visible button with this key in `aria-keyshortcuts`: of the group
 * the focus is in, or of those around it. On a group itself the first below it
 * counts too. Where somebody types, a letter is a letter.
 */
export function pressShortcut(event: KeyboardEvent): void {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
  if (target.closest('input, textarea, select, [contenteditable="true"]') !== null) return;
  for (let group = groupOf(target); group !== null; group = groupOf(group.parentElement)) {
    const button = buttonsIn(group).find(
      (candidate) =>
        candidate.getAttribute('aria-keyshortcuts') === key.toUpperCase() &&
        (group === target || groupOf(candidate) === group),
    );
    if (button === undefined) continue;
    event.preventDefault();
    button.click();
    return;
  }
}

function groupOf(element: Element | null): Element | null {
  return element?.closest('[data-shortcuts]') ?? null;
}

function buttonsIn(group: Element): readonly HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].filter((button) =>
    button.checkVisibility(),
  );
}
