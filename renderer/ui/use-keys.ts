/** Keys. Single ones work only where nobody is typing; chords work everywhere. */
import { useEffect, useRef } from 'react';

/** A handler that answers `false` leaves the key to the browser. */
export type KeyHandlers = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Single keys by `event.key` (`'n'`, `'?'`, `'ArrowDown'`), while no field, menu or dialog has the focus. */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTaken(event.target) || isDialogOpen()) return;
      const handler = latest.current[event.key];
      if (handler === undefined) return;
      if (handler(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}

/** Alt+1…9, or Control+1…9 on macOS: numbers that no layout and no browser shell eats while typing. */
export function useNumberChords(handler: (number: number, event: KeyboardEvent) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const holds = isMac() ? event.ctrlKey && !event.altKey : event.altKey && !event.ctrlKey;
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (!holds || event.metaKey || event.shiftKey || digit === undefined || isDialogOpen()) return;
      event.preventDefault();
      latest.current(Number(digit), event);
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}

export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}

/** The name of the key that goes with letters in commands: ⌘ on macOS, Ctrl elsewhere. */
export function commandKey(): string {
  return isMac() ? '⌘' : 'Ctrl';
}

export function outcomeKey(number: number): string {
  return isMac() ? `⌃ ${number}` : `Alt ${number}`;
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]') !==
      null
  );
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
